import { createWriteStream } from 'node:fs';
import { link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { appVersion } from '../core/appVersion.ts';
import { OperatorError } from '../core/operatorError.ts';
import { columnList, listMigrations, listSequences, listTables, quoted } from './catalog.ts';
import { withSession } from './dumpSession.ts';
import { type BackupKeys, encryptedEnding, encryptFile, isEncrypting } from './encryption.ts';
import { type Contents, type Manifest, manifestFile, tableFile } from './manifest.ts';

interface Written {
  file: string;
  bytes: number;
  rows: number;
}

interface BackupOptions {
  now: Date;
  signal?: AbortSignal;
  /** Absent: the backup is not encrypted. */
  keys?: BackupKeys;
  /** Is given the file before it is encrypted. */
  check?(plain: string): Promise<void>;
}

/** `file` appears whole or not at all. @throws OperatorError if it exists */
export async function backUp(url: string, file: string, options: BackupOptions): Promise<Written> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (await stat(file).catch(() => undefined)) throw new OperatorError(`${file} is there already; name another file.`);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const rows = await withSession(url, 'shared', (client) => write(client, draft, options.now, options.signal));
    await options.check?.(draft);
    await putInPlace(await encrypted(draft, options), file);
    return { file, rows, bytes: (await stat(file)).size };
  } finally {
    for (const left of [draft, `${draft}${encryptedEnding}`]) await rm(left, { force: true });
  }
}

async function encrypted(draft: string, { keys = {}, signal }: BackupOptions): Promise<string> {
  if (!isEncrypting(keys)) return draft;
  await encryptFile(draft, `${draft}${encryptedEnding}`, keys, signal);
  return `${draft}${encryptedEnding}`;
}

/** A link never replaces a file that appeared meanwhile; disks without hard links need a rename. */
async function putInPlace(draft: string, file: string): Promise<void> {
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new OperatorError(`${file} is there already; name another file.`);
    return rename(draft, file);
  });
}

async function write(client: Client, draft: string, now: Date, signal?: AbortSignal): Promise<number> {
  // All tables are read in one snapshot.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const contents = await describe(client, now);
  const counts = new Map<string, number>();
  const out = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(archive(client, contents, counts, now), out, { signal });
  await client.query('COMMIT');
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

async function describe(client: Client, now: Date): Promise<Contents> {
  const migrations = await listMigrations(client);
  if (migrations.length === 0)
    throw new OperatorError('There is no Mini CRM in this database yet: nothing to back up.');
  const [tables, sequences] = [await listTables(client), await listSequences(client)];
  return { madeAt: now.toISOString(), app: appVersion(), migrations, tables, sequences };
}

function archive(client: Client, contents: Contents, counts: Map<string, number>, mtime: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: Error) => output.destroy(error);
  zip.on('error', fail);
  for (const table of contents.tables) {
    const copy = `COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT WITH (FORMAT csv, HEADER)`;
    zip.addReadStreamLazy(tableFile(table.name), { mtime }, (take) => {
      const rows = client.query(copyTo(copy));
      // The library does not listen for errors of its sources.
      rows.on('error', fail).on('end', () => counts.set(table.name, rows.rowCount));
      take(null, rows);
    });
  }
  zip.addReadStreamLazy(manifestFile, { mtime }, (take) => take(null, Readable.from([manifest(contents, counts)])));
  zip.end();
  return output;
}

function manifest({ tables, ...contents }: Contents, counts: Map<string, number>): Buffer {
  const counted = tables.map((table) => ({ ...table, rows: counts.get(table.name) ?? 0 }));
  const content: Manifest = { format: 'mini-crm-backup', version: 2, ...contents, tables: counted };
  return Buffer.from(JSON.stringify(content, null, 1));
}
