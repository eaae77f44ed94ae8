// Bringing a backup back, in one transaction: the database holds the backup, or what it held before.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { OperatorError } from '../core/operatorError.ts';
import { withSession } from './dumpSession.ts';
import type { Header } from './header.ts';
import { readBackup } from './read.ts';
import { columnList, migrationsOf, quoted, type Table, tablesOf } from './tables.ts';

interface Restored {
  madeAt: string;
  rows: number;
}

/**
 * Puts the backup into the migrated database at `url`. Throws one sentence, and leaves the database as it is, if the file
 * is not whole or of other migrations, or the database is not empty and `overwrite` is not set.
 */
export async function restore(url: string, file: string, { overwrite = false } = {}): Promise<Restored> {
  // Read once before anything is touched: a damaged file is refused at once.
  await readBackup(file);
  return withSession(url, 'exclusive', (client) => replaceAll(client, file, overwrite));
}

async function replaceAll(client: Client, file: string, overwrite: boolean): Promise<Restored> {
  let rows = 0;
  await client.query('BEGIN');
  const header = await readBackup(
    file,
    async (table, parts) => {
      const count = await fill(client, table, parts);
      rows += count;
      return count;
    },
    (found) => prepare(client, found, overwrite),
  );
  await finish(client, header);
  await client.query('COMMIT');
  await client.query('ANALYZE');
  return { madeAt: header.madeAt, rows };
}

async function prepare(client: Client, header: Header, overwrite: boolean): Promise<void> {
  requireSame(header, await migrationsOf(client), await tablesOf(client));
  const names = header.tables.map(({ name }) => quoted(name));
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`).catch((cause) => {
    throw new OperatorError('The database is in use and could not be locked within 30 seconds; stop Mini CRM first.', {
      cause,
    });
  });
  if (!overwrite) await requireEmpty(client, names);
  // With RESTART IDENTITY the sequences are part of the transaction as well.
  await client.query(`TRUNCATE ${names.join(', ')} RESTART IDENTITY`);
  // The columns that triggers keep are in the backup, as they were.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
}

function requireSame(header: Header, migrations: Header['migrations'], tables: Table[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const unknown = header.migrations.filter(({ name, checksum }) => known.get(name) !== checksum);
  const [first] = unknown;
  if (first) throw new OperatorError(`${madeBy(header)}: this one does not know its database (${first.name}).`);
  if (header.migrations.length < migrations.length) {
    throw new OperatorError(`${madeBy(header)}: restore it with that version, start it once, then update.`);
  }
  // The order of columns may differ, the tables not.
  if (form(header.tables) !== form(tables)) throw new OperatorError(`${madeBy(header)}: the tables are others here.`);
}

function madeBy({ app }: Header): string {
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

async function fill(client: Client, table: Table, parts: AsyncGenerator<Buffer>): Promise<number> {
  const into = client.query(copyFrom(`COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN`));
  await pipeline(Readable.from(parts, { objectMode: false }), into);
  return into.rowCount;
}

async function finish(client: Client, header: Header): Promise<void> {
  for (const { name } of header.tables) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
  for (const { name, value, called } of header.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [quoted(name), value, called]);
  }
}
