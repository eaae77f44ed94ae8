// Work beside a page waits as jobs in tables of graphile-worker (docs/decisions/117-one-job-queue.md).
import { runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import { OperatorError } from '../core/operatorError.ts';

interface Reader {
  read<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Jobs about one thing of one account: an act, an import, the account itself. */
export const accountJobs = ['continueAct', 'countImport', 'searchDuplicates'] as const;
export type AccountJob = (typeof accountJobs)[number];

/** Jobs that start at set times (src/server/jobs/scheduledTasks.ts). */
export const scheduledJobs = [
  'recoverJobs',
  'addDueSearches',
  'deleteExpired',
  'sendMorningMails',
  'readMailbox',
] as const;
export type ScheduledJob = (typeof scheduledJobs)[number];

/** The payload of an account's job. */
export interface AccountJobPayload {
  user: number;
  id: number;
}

interface NewJob {
  name: AccountJob;
  id: number;
  /** How long the job waits before it runs. */
  delaySeconds?: number;
}

interface JobOptions {
  maxAttempts: number;
  /** The lowest comes first. */
  priority: number;
  /** Jobs of one queue are done one after the other. */
  queue: string | null;
}

const awaited: JobOptions = { maxAttempts: 25, priority: 0, queue: null };

const options: Record<AccountJob, JobOptions> = {
  continueAct: awaited,
  countImport: awaited,
  // After an import of many accounts, or a restored backup, all of them are due. One that failed is due again by
  // itself.
  searchDuplicates: { maxAttempts: 1, priority: 10, queue: 'searchDuplicates' },
};

/** Creates the queue's tables and functions, or brings them up to the version of the library. @throws OperatorError */
export async function installJobQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString }).catch((error: { code?: string }) => {
    throw error.code === insufficientPrivilege ? new OperatorError(mayNotCreate, { cause: error }) : error;
  });
}

const insufficientPrivilege = '42501';

const mayNotCreate =
  'The database user may not create the schema graphile_worker for the job queue. As an administrator of the database, run ' +
  'once: GRANT CREATE ON DATABASE … TO …';

/**
 * Adds a job. It replaces one for the same thing that has not started. In a transaction, it exists once that commits.
 */
export async function addJob(db: Reader, { name, id, delaySeconds = 0 }: NewJob): Promise<void> {
  const { maxAttempts, priority, queue } = options[name];
  await db.read(
    `SELECT (graphile_worker.add_job($2::text, json_build_object('user', $1::int, 'id', $3::bigint), $6::text,
       now() + $4::float * interval '1 second', $5::int, concat_ws(':', $2::text, $1::int, $3::bigint), $7::int)).id`,
    [name, id, delaySeconds, maxAttempts, queue, priority],
  );
}

/**
 * `replace`: replaces jobs that have not begun or have failed for good. `unsafe_dedupe`: keeps any existing job for the
 * same thing.
 */
export type JobKeyMode = 'replace' | 'unsafe_dedupe';

/** Adds jobs of several accounts. */
export async function addJobs(
  pool: Pool,
  name: AccountJob,
  payloads: AccountJobPayload[],
  mode: JobKeyMode,
): Promise<void> {
  const { maxAttempts, priority, queue } = options[name];
  await pool.query(
    `SELECT graphile_worker.add_job($1::text, payload, $5::text, NULL, $2::int,
       concat_ws(':', $1::text, payload ->> 'user', payload ->> 'id'), $6::int, NULL, $3::text)
     FROM json_array_elements($4::json) payload`,
    [name, maxAttempts, mode, JSON.stringify(payloads), queue, priority],
  );
}

/** When a job has waited for so long, probably no process does jobs. */
export const stalledMs = 5 * 60_000;

/** Whether a job has waited for so long. */
export async function isStalled(pool: Pool, name: AccountJob, { user, id }: AccountJobPayload): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM graphile_worker.jobs WHERE key = concat_ws(':', $1::text, $2::int, $3::bigint)
       AND locked_at IS NULL AND run_at < now() - $4 * interval '1 millisecond'`,
    [name, user, id, stalledMs],
  );
  return rowCount !== 0;
}

/** Lets a scheduled job begin now. */
export async function addScheduledJob(pool: Pool, name: ScheduledJob): Promise<void> {
  await pool.query(`SELECT graphile_worker.add_job($1::text, NULL, NULL, NULL, 1, $1::text)`, [name]);
}

/** Removes scheduled jobs that wait, or failed, of tasks that are turned off. */
export async function removeScheduledJobs(pool: Pool, names: ScheduledJob[]): Promise<void> {
  await pool.query('SELECT graphile_worker.remove_job(name) FROM unnest($1::text[]) name', [names]);
}

/** A process whose jobs all began longer ago counts as dead. */
const silentMinutes = 5;

/** Unlocks the jobs of processes that died, so that others take them. */
export async function releaseDeadJobs(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM (
       SELECT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL
       GROUP BY locked_by HAVING max(locked_at) < now() - interval '${silentMinutes} minutes') silent
     HAVING count(*) > 0`,
  );
  // A job that another one has replaced has no key.
  await pool.query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs WHERE key IS NULL AND locked_at IS NULL
     HAVING count(*) > 0`,
  );
}
