import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { backupFolder } from '../backup/backupFiles.ts';
import type { Config } from '../config.ts';
import { appVersion } from '../core/appVersion.ts';
import type { Database } from '../db/client.ts';
import { pendingMigrations } from '../db/migrate.ts';

export interface SystemStatus {
  version: string;
  node: string;
  /** `given` by DATABASE_URL. */
  database: 'embedded' | 'given';
  postgres: string;
  databaseBytes: number;
  migrations: { applied: number; pending: string[] };
  /** The disk of the data folder; undefined when it cannot be read. */
  disk: { freeBytes: number; totalBytes: number } | undefined;
  lastBackup: Date | undefined;
  users: { all: number; active: number; staff: number };
}

export async function getSystemStatus({ pool, prisma }: Database, config: Config): Promise<SystemStatus> {
  const [{ rows }, pending, all, active, staff] = await Promise.all([
    pool.query(databaseStatusSql),
    pendingMigrations(pool),
    prisma.user.count(),
    prisma.user.count({ where: { is_active: true } }),
    prisma.user.count({ where: { is_active: true, is_staff: true } }),
  ]);
  return {
    version: appVersion(),
    node: process.version,
    database: config.databaseUrl ? 'given' : 'embedded',
    postgres: rows[0].version,
    databaseBytes: Number(rows[0].bytes),
    migrations: { applied: rows[0].applied, pending },
    disk: await diskSpace(config.dataDir),
    lastBackup: await newestFileTime(backupFolder(config.dataDir)),
    users: { all, active, staff },
  };
}

const databaseStatusSql = `
  SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
         pg_database_size(current_database()) AS bytes,
         (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied`;

export type SystemWarning = 'pending' | 'disk' | 'backup' | 'oldBackup' | 'oneStaff';

const weekMs = 7 * 86_400_000;
const gigabyte = 2 ** 30;

/** The most urgent first. Backups of a given database are made elsewhere, so they are not checked. */
export function systemWarnings(
  { migrations, disk, lastBackup, database, users }: SystemStatus,
  now: Date,
): SystemWarning[] {
  const isEmbedded = database === 'embedded';
  const age = lastBackup ? now.getTime() - lastBackup.getTime() : undefined;
  const applies: Record<SystemWarning, boolean> = {
    pending: migrations.pending.length > 0,
    disk: disk !== undefined && disk.freeBytes < Math.max(gigabyte, disk.totalBytes * 0.05),
    backup: isEmbedded && age === undefined,
    oldBackup: isEmbedded && age !== undefined && age > weekMs,
    oneStaff: users.staff === 1,
  };
  return (Object.keys(applies) as SystemWarning[]).filter((name) => applies[name]);
}

async function diskSpace(folder: string): Promise<SystemStatus['disk']> {
  const disk = await statfs(folder).catch(() => undefined);
  return disk && { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize };
}

/** Undefined when the folder has no files. */
async function newestFileTime(folder: string): Promise<Date | undefined> {
  const names = await readdir(folder).catch(() => []);
  // Files that are still being written start with a dot.
  const complete = names.filter((name) => !name.startsWith('.'));
  const files = await Promise.all(complete.map((name) => stat(join(folder, name)).catch(() => undefined)));
  const times = files.filter((file) => file?.isFile()).map((file) => file?.mtimeMs ?? 0);
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
