// A backup: one file with everything the database holds, as it was at one moment, made while the application runs.
import { createWriteStream } from 'node:fs';
import { link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { appVersion } from '../core/appVersion.ts';
import { OperatorError } from '../core/operatorError.ts';
import { withSession } from './dumpSession.ts';
import { endOfTable, frame, sealed } from './frames.ts';
import type { Header } from './header.ts';
import { columnList, migrationsOf, quoted, sequencesOf, tablesOf } from './tables.ts';

interface Written {
  file: string;
  bytes: number;
  rows: number;
}

interface BackupOptions {
  /** Taken for the time of the backup. */
  now: Date;
  /** Ends it before its time; nothing is left then. */
  signal?: AbortSignal;
}

/** Writes the database at `url` to `file`, which must not be there yet and appears whole or not at all. */
export async function backUp(url: string, file: string, { now, signal }: BackupOptions): Promise<Written> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (await stat(file).catch(() => undefined)) throw new OperatorError(`${file} is there already; name another file.`);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const rows = await withSession(url, 'shared', (client) => write(client, draft, now, signal));
    await putInPlace(draft, file);
    return { file, rows, bytes: (await stat(file)).size };
  } finally {
    await rm(draft, { force: true });
  }
}

/** Never over a file that came meanwhile; where the disk knows no hard links, a rename has to do. */
async function putInPlace(draft: string, file: string): Promise<void> {
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new OperatorError(`${file} is there already; name another file.`);
    return rename(draft, file);
  });
}

async function write(client: Client, draft: string, now: Date, signal?: AbortSignal): Promise<number> {
  // One snapshot: every table as it was at the same moment, whatever is written meanwhile.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const header = await headerOf(client, now);
  const counts: number[] = [];
  const out = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(sealed(content(client, header, counts)), createGzip(), out, { signal });
  await client.query('COMMIT');
  return counts.reduce((sum, count) => sum + count, 0);
}

async function headerOf(client: Client, now: Date): Promise<Header> {
  const migrations = await migrationsOf(client);
  if (migrations.length === 0)
    throw new OperatorError('There is no Mini CRM in this database yet: nothing to back up.');
  const tables = await tablesOf(client);
  const sequences = await sequencesOf(client);
  const about = { format: 'mini-crm-backup', version: 1, madeAt: now.toISOString(), app: appVersion() } as const;
  return { ...about, migrations, tables, sequences };
}

async function* content(client: Client, header: Header, counts: number[]): AsyncGenerator<Buffer> {
  yield frame(json(header));
  for (const table of header.tables) {
    const rows = client.query(copyTo(`COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT`));
    for await (const part of rows) if (part.length > 0) yield frame(part);
    counts.push(rows.rowCount);
    yield endOfTable;
  }
  yield frame(json({ rows: counts }));
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
