import { stat, statfs } from 'node:fs/promises';
import { type ChainCheck, checkAuditLog } from '../audit/auditChain.service.ts';
import { backupFolder, newestBackup } from '../backup/backupFiles.ts';
import { readVerification, type Verification } from '../backup/verification.ts';
import type { Config } from '../config.ts';
import { appVersion } from '../core/appVersion.ts';
import type { Database } from '../db/client.ts';
import { stalledMs } from '../db/jobQueue.ts';
import { pendingMigrations } from '../db/migrate.ts';
import { type JobStatus, listJobs } from './jobs.service.ts';

export interface SystemStatus {
  version: string;
  node: string;
  /** `given`: DATABASE_URL names the database. */
  database: 'embedded' | 'given';
  postgres: string;
  databaseBytes: number;
  migrations: { applied: number; pending: string[] };
  /** The disk of the data folder; undefined when it cannot be read. */
  disk: { freeBytes: number; totalBytes: number } | undefined;
  lastBackup: Date | undefined;
  /** The result of the trial restore of the newest nightly backup. */
  verification: Verification | undefined;
  users: { all: number; active: number; staff: number };
  auditLog: ChainCheck;
  jobs: JobStatus[];
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
    lastBackup: await newestBackupTime(backupFolder(config.dataDir)),
    verification: await readVerification(backupFolder(config.dataDir)),
    users: { all, active, staff },
    auditLog: await checkAuditLog(pool),
    jobs: await listJobs(pool),
  };
}

const databaseStatusSql = `
  SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
         pg_database_size(current_database()) AS bytes,
         (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied`;

export type SystemWarning =
  | 'pending'
  | 'disk'
  | 'backup'
  | 'oldBackup'
  | 'brokenBackup'
  | 'unverifiedBackup'
  | 'brokenLog'
  | 'stuckJobs'
  | 'failedJobs'
  | 'oneStaff';

const weekMs = 7 * 86_400_000;
const gigabyte = 2 ** 30;

/** The most urgent warning first. Backups of an external database are not checked, since they are made elsewhere. */
export function systemWarnings(
  { migrations, disk, lastBackup, verification, database, users, auditLog, jobs }: SystemStatus,
  now: Date,
): SystemWarning[] {
  const isEmbedded = database === 'embedded';
  const ageOf = (time: Date | undefined) => (time ? now.getTime() - time.getTime() : undefined);
  const [age, verifiedAge] = [ageOf(lastBackup), ageOf(verification?.at)];
  const applies: Record<SystemWarning, boolean> = {
    pending: migrations.pending.length > 0,
    disk: disk !== undefined && disk.freeBytes < Math.max(gigabyte, disk.totalBytes * 0.05),
    backup: isEmbedded && age === undefined,
    oldBackup: isEmbedded && age !== undefined && age > weekMs,
    brokenBackup: isEmbedded && verification?.problem !== undefined,
    unverifiedBackup: isEmbedded && age !== undefined && (verifiedAge === undefined || verifiedAge > weekMs),
    brokenLog: auditLog.brokenAt !== undefined,
    stuckJobs: jobs.some(({ since }) => since !== null && now.getTime() - since.getTime() > stalledMs),
    failedJobs: jobs.some(({ failed }) => failed > 0),
    oneStaff: users.staff === 1,
  };
  return (Object.keys(applies) as SystemWarning[]).filter((name) => applies[name]);
}

async function diskSpace(folder: string): Promise<SystemStatus['disk']> {
  const disk = await statfs(folder).catch(() => undefined);
  return disk && { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize };
}

async function newestBackupTime(folder: string): Promise<Date | undefined> {
  const file = await newestBackup(folder);
  return file ? (await stat(file)).mtime : undefined;
}
