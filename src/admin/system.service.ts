import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { backupsIn } from '../backup/backupFiles.ts';
import type { Config } from '../config.ts';
import { appVersion } from '../core/appVersion.ts';
import type { Database } from '../db/client.ts';
import { pendingMigrations } from '../db/migrate.ts';

export interface SystemState {
  version: string;
  node: string;
  /** Brought along, or given by DATABASE_URL. */
  database: 'embedded' | 'given';
  postgres: string;
  databaseBytes: number;
  migrations: { applied: number; pending: string[] };
  /** Of the disk that holds the data folder; undefined when the system does not tell. */
  disk: { freeBytes: number; totalBytes: number } | undefined;
  lastBackup: Date | undefined;
  users: { all: number; active: number; staff: number };
}

/** How this installation is: what an owner has to know before something goes wrong. */
export async function readSystem({ pool, prisma }: Database, config: Config): Promise<SystemState> {
  const [{ rows }, pending, all, active, staff] = await Promise.all([
    pool.query(factsOfDatabase),
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
    disk: await diskOf(config.dataDir),
    lastBackup: await newestIn(backupsIn(config.dataDir)),
    users: { all, active, staff },
  };
}

const factsOfDatabase = `
  SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
         pg_database_size(current_database()) AS bytes,
         (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied`;

export type Worry = 'pending' | 'disk' | 'backup' | 'oldBackup' | 'oneStaff';

const weekMs = 7 * 86_400_000;
const gigabyte = 2 ** 30;

/** What to see to, the most pressing first. A given database has its own backups, which this app does not see. */
export function worriesOf({ migrations, disk, lastBackup, database, users }: SystemState, now: Date): Worry[] {
  const own = database === 'embedded';
  const age = lastBackup ? now.getTime() - lastBackup.getTime() : undefined;
  const found: Record<Worry, boolean> = {
    pending: migrations.pending.length > 0,
    disk: disk !== undefined && disk.freeBytes < Math.max(gigabyte, disk.totalBytes * 0.05),
    backup: own && age === undefined,
    oldBackup: own && age !== undefined && age > weekMs,
    oneStaff: users.staff === 1,
  };
  return (Object.keys(found) as Worry[]).filter((name) => found[name]);
}

async function diskOf(folder: string): Promise<SystemState['disk']> {
  const disk = await statfs(folder).catch(() => undefined);
  return disk && { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize };
}

/** When the newest file of a folder was written; undefined when there is none. */
async function newestIn(folder: string): Promise<Date | undefined> {
  const names = await readdir(folder).catch(() => []);
  // One that is being written starts with a dot.
  const whole = names.filter((name) => !name.startsWith('.'));
  const files = await Promise.all(whole.map((name) => stat(join(folder, name)).catch(() => undefined)));
  const times = files.filter((file) => file?.isFile()).map((file) => file?.mtimeMs ?? 0);
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
