import type { Database } from '../../db/client.ts';
import {
  type AccountJob,
  type AccountJobPayload,
  addJobs,
  type JobKeyMode,
  releaseDeadJobs,
} from '../../db/jobQueue.ts';

/** SQL: the unfinished work in the tables, whether or not the queue has a job for it. */
const unfinished: Partial<Record<AccountJob, string>> = {
  continueAct: 'SELECT user_id AS "user", id::int FROM acts WHERE progress IS NOT NULL',
  countImport: `SELECT user_id AS "user", id FROM imports WHERE state = 'waiting' AND preview IS NULL`,
};

/**
 * Adds jobs for work that has none (from an older version or a restored backup), and releases jobs of processes that
 * died.
 */
export async function recoverJobs({ pool }: Database): Promise<void> {
  await releaseDeadJobs(pool);
  await addUnfinished(pool, 'unsafe_dedupe');
}

/** At the start of a process, jobs of a killed one are replaced at once, before it counts as dead. */
export function resumeJobs({ pool }: Database): Promise<void> {
  return addUnfinished(pool, 'replace');
}

async function addUnfinished(pool: Database['pool'], mode: JobKeyMode): Promise<void> {
  for (const [name, sql] of Object.entries(unfinished)) {
    const { rows } = await pool.query<AccountJobPayload>(sql);
    if (rows.length > 0) await addJobs(pool, name as AccountJob, rows, mode);
  }
}
