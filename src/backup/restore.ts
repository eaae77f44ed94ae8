import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { OperatorError } from '../core/operatorError.ts';
import { listMigrationFiles } from '../db/migrate.ts';
import { columnList, listMigrations, listTables, quoted, type Table } from './catalog.ts';
import { withSession } from './dumpSession.ts';
import type { Contents } from './manifest.ts';
import { rebuildSchema, updateSchema } from './oldSchema.ts';
import { readBackup } from './readBackup.ts';
import { UnreadableBackupError } from './unreadableBackup.ts';

export interface Restored {
  madeAt: string;
  rows: number;
}

/** All or nothing. @throws OperatorError if the file is not whole or too new, or the database is not empty */
export async function restore(url: string, file: string, { overwrite = false } = {}): Promise<Restored> {
  // A damaged file is refused before anything is touched.
  requireKnown(await readBackup(file));
  return withSession(url, 'exclusive', (client) => replaceAll(client, file, overwrite));
}

async function replaceAll(client: Client, file: string, overwrite: boolean): Promise<Restored> {
  let rows = 0;
  await client.query('BEGIN');
  const contents = await readBackup(file, {
    begin: (found) => prepare(client, found, overwrite),
    table: async (table, parts, copyOptions) => {
      const count = await fill(client, table, parts, copyOptions);
      rows += count;
      return count;
    },
  });
  await finish(client, contents);
  await client.query('COMMIT');
  await client.query('ANALYZE');
  return { madeAt: contents.madeAt, rows };
}

function requireKnown(contents: Contents): void {
  const unknown = firstUnknown(contents.migrations);
  if (unknown) throw new OperatorError(`${madeBy(contents)}: this one does not know its database (${unknown}).`);
}

function firstUnknown(migrations: Contents['migrations']): string | undefined {
  const files = listMigrationFiles();
  const isOther = ({ name, checksum }: Contents['migrations'][number], at: number) =>
    files[at]?.name !== name || files[at]?.checksum !== checksum;
  return migrations.find(isOther)?.name;
}

async function prepare(client: Client, contents: Contents, overwrite: boolean): Promise<void> {
  const present = await listMigrations(client);
  const unknown = firstUnknown(present);
  if (unknown) throw new OperatorError(`The database is of another version of Mini CRM (${unknown}).`);
  const names = (await listTables(client)).map(({ name }) => quoted(name));
  await lockTables(client, names);
  if (!overwrite) await requireEmpty(client, names);
  if (contents.migrations.length === present.length) await truncate(client, names);
  else await rebuildSchema(client, contents.migrations.length);
  // The order of columns may differ.
  if (form(contents.tables) !== form(await listTables(client)))
    throw new OperatorError(`${madeBy(contents)}: the tables are others here.`);
  await setTriggers(client, contents, 'DISABLE');
}

async function lockTables(client: Client, names: string[]): Promise<void> {
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`).catch((cause) => {
    throw new OperatorError('The database is in use and could not be locked within 30 seconds; stop Mini CRM first.', {
      cause,
    });
  });
}

/** RESTART IDENTITY makes the sequences part of the transaction as well. */
async function truncate(client: Client, names: string[]): Promise<void> {
  await client.query(`TRUNCATE ${names.join(', ')} RESTART IDENTITY`);
}

function madeBy({ app }: Contents): string {
  return `This backup was made by another version of Mini CRM (${app})`;
}

function form(tables: Table[]): string {
  const lines = tables.map(({ name, columns }) => `${name}: ${[...columns].sort().join()}`);
  return lines.sort().join('\n');
}

async function requireEmpty(client: Client, names: string[]): Promise<void> {
  for (const name of names) {
    const { rowCount } = await client.query(`SELECT FROM ${name} LIMIT 1`);
    if (rowCount === 0) continue;
    throw new OperatorError(
      'The database is not empty, and nothing was changed; with --overwrite all that is in it is replaced by the backup.',
    );
  }
}

async function fill(client: Client, table: Table, parts: AsyncGenerator<Buffer>, options: string): Promise<number> {
  const into = client.query(copyFrom(`COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN ${options}`));
  // The closed connection is reported once more when nobody listens any longer.
  into.on('error', () => {});
  await pipeline(Readable.from(parts, { objectMode: false }), into).catch(refuseRows);
  return into.rowCount;
}

function refuseRows(error: Error & { code?: string }): never {
  throw /^2[23]/.test(error.code ?? '') ? new UnreadableBackupError('damaged', { cause: error }) : error;
}

async function finish(client: Client, contents: Contents): Promise<void> {
  await setTriggers(client, contents, 'ENABLE');
  for (const { name, value, called } of contents.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [quoted(name), value, called]);
  }
  await updateSchema(client, contents.migrations.length);
}

/** Triggers are disabled, because the backup contains the columns that they derive. */
async function setTriggers(client: Client, { tables }: Contents, state: 'DISABLE' | 'ENABLE'): Promise<void> {
  for (const { name } of tables) await client.query(`ALTER TABLE ${quoted(name)} ${state} TRIGGER USER`);
}
