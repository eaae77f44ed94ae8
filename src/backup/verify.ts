import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { OperatorError } from '../core/operatorError.ts';
import { listMigrationFiles } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { columnList, quoted, type Table } from './catalog.ts';
import { withSession } from './dumpSession.ts';
import { readBackup } from './readBackup.ts';
import { type Restored, restore } from './restore.ts';

const folderPrefix = 'mini-crm-verify-';
const dayMs = 86_400_000;

/**
 * Restores a backup into a database that is thrown away afterwards, counts the rows and compares the checksum of each
 * table. @throws OperatorError saying what is wrong with the backup
 */
export async function verifyBackup(file: string): Promise<Restored> {
  // A damaged file is refused before a database is started for it.
  await readBackup(file);
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  // Root runs PostgreSQL as another user, who must be able to enter.
  await chmod(folder, 0o711);
  try {
    const { url, close } = await openDatabase({ dataDir: folder });
    return await restoreAndCompare(url, file).finally(close);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the folders of processes that were killed. PostgreSQL ends by itself when its folder is gone. */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(folderPrefix));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const found = await stat(folder).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - dayMs) await rm(folder, { recursive: true, force: true });
  }
}

async function restoreAndCompare(url: string, file: string): Promise<Restored> {
  const restored = await restore(url, file);
  const { migrations } = await readBackup(file);
  // If later migrations changed the rows, only their numbers can be compared.
  if (migrations.length === listMigrationFiles().length) await compareTables(url, file);
  return restored;
}

/** Compares a backup with the database restored from it. @throws OperatorError naming the table that differs */
export async function compareTables(url: string, file: string): Promise<void> {
  await withSession(url, 'shared', (client) =>
    readBackup(file, {
      table: async (table, saved, copyOptions) => {
        if ((await checksum(saved)) !== (await checksum(restoredRows(client, table, copyOptions))))
          throw new OperatorError(`The table ${table.name} of ${file} is not the same after a restore.`);
        return undefined;
      },
    }),
  );
}

function restoredRows(client: Client, table: Table, copyOptions: string): AsyncIterable<Buffer> {
  const options = copyOptions.replace(' match', '');
  return client.query(copyTo(`COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT ${options}`));
}

async function checksum(parts: AsyncIterable<Buffer>): Promise<number> {
  let sum = 0;
  for await (const part of parts) sum = crc32(part, sum);
  return sum;
}
