import type { Pool } from 'pg';

/** The jobs of one kind. Completed jobs are deleted. */
export interface JobStatus {
  /** The name of its task. */
  name: string;
  waiting: number;
  running: number;
  /** They failed too often: only an administrator retries them, or their schedule. */
  failed: number;
  /** Since when the oldest could have started; null when none waits. */
  since: Date | null;
  /** Of the latest one that failed, also if it is retried, without personal data; null when none failed. */
  error: string | null;
}

export async function listJobs(pool: Pool): Promise<JobStatus[]> {
  return (await pool.query<JobStatus>(jobsSql)).rows;
}

const isWaiting = 'locked_at IS NULL AND attempts < max_attempts';

const jobsSql = `
  SELECT task_identifier AS name, count(*) FILTER (WHERE ${isWaiting})::int AS waiting,
         count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
         count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts AND last_error IS NOT NULL)::int AS failed,
         min(run_at) FILTER (WHERE ${isWaiting}) AS since,
         left((array_agg(last_error ORDER BY updated_at DESC) FILTER (WHERE last_error IS NOT NULL))[1], 300) AS error
  FROM graphile_worker.jobs GROUP BY task_identifier ORDER BY task_identifier`;

/** Lets all jobs that failed start at once. Returns their number. */
export async function retryJobs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM graphile_worker.reschedule_jobs(
       (SELECT array_agg(id) FROM graphile_worker.jobs WHERE locked_at IS NULL AND last_error IS NOT NULL),
       run_at => now(), attempts => 0)`,
  );
  return rows[0]?.count ?? 0;
}
