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

/** Jobs that begin by the clock (src/server/jobs/scheduledTasks.ts). */
export const scheduledJobs = [
  'recoverJobs',
  'addDueSearches',
  'deleteExpired',
  'sendMorningMails',
  'readMailbox',
] as const;
export type ScheduledJob = (typeof scheduledJobs)[number];

/** What a job of an account is given. */
export interface AccountJobPayload {
  user: number;
  id: number;
}

interface NewJob {
  name: AccountJob;
  id: number;
  /** It waits so long before it begins. */
  delaySeconds?: number;
}

/** A search that failed is due again by itself. */
const maxAttempts: Record<AccountJob, number> = { continueAct: 25, countImport: 25, searchDuplicates: 1 };

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
 * Adds a job, in place of one for the same thing that has not begun. In a transaction it comes to be with the commit, so that
 * neither is there without the other.
 */
export async function addJob(db: Reader, { name, id, delaySeconds = 0 }: NewJob): Promise<void> {
  await db.read(
    `SELECT (graphile_worker.add_job($2::text, json_build_object('user', $1::int, 'id', $3::bigint), NULL,
       now() + $4::float * interval '1 second', $5::int, concat_ws(':', $2::text, $1::int, $3::bigint))).id`,
    [name, id, delaySeconds, maxAttempts[name]],
  );
}

/** `replace`: in place of jobs that have not begun or were given up. `unsafe_dedupe`: any job for the same thing stays. */
export type JobKeyMode = 'replace' | 'unsafe_dedupe';

/** Adds jobs of several accounts. */
export async function addJobs(
  pool: Pool,
  name: AccountJob,
  payloads: AccountJobPayload[],
  mode: JobKeyMode,
): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.add_job($1::text, payload, NULL, NULL, $2::int,
       concat_ws(':', $1::text, payload ->> 'user', payload ->> 'id'), NULL, NULL, $3::text)
     FROM json_array_elements($4::json) payload`,
    [name, maxAttempts[name], mode, JSON.stringify(payloads)],
  );
}

/** Adds a job of the schedule out of turn. */
export async function addScheduledJob(pool: Pool, name: ScheduledJob): Promise<void> {
  await pool.query(`SELECT graphile_worker.add_job($1::text, NULL, NULL, NULL, 1, $1::text)`, [name]);
}

/** Jobs of processes that died: no job runs so long in one piece. */
const deadMinutes = 2;

/** Gives the jobs of processes that died to those that live. */
export async function releaseDeadJobs(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
     WHERE locked_at < now() - interval '${deadMinutes} minutes' HAVING count(*) > 0`,
  );
  // Another job has taken the key, and so the place, of such a one.
  await pool.query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs WHERE key IS NULL AND locked_at IS NULL
     HAVING count(*) > 0`,
  );
}
