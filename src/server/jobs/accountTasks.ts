import type { Pool } from 'pg';
import { loadSteps } from '../../accountFile/loadSteps.service.ts';
import { bulkSteps } from '../../bulk/bulk.service.ts';
import { type AccountJob, addJob } from '../../db/jobQueue.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { searchDuplicates } from '../../duplicates/search.service.ts';
import { hadSteps, isRunning, runAct } from '../../history/runActs.service.ts';
import { countImport } from '../../imports/preview/preview.service.ts';
import { importSteps } from '../../imports/run/importStep.service.ts';
import { log } from '../../log/log.ts';
import { deadline } from './deadline.ts';

/** The maximum time for a job, so that one account does not keep others waiting. A new job continues the rest. */
const sliceMs = 5_000;
/** How long a job waits for another process that is at the same act. */
const busySeconds = 5;
/** Of an act that changes so much that PostgreSQL plans badly until it knows. */
const largeSteps = 3;

interface TaskOptions {
  pool: Pool;
  isStopping: () => boolean;
}

type AccountTask = (db: OwnedDb, id: number, options: TaskOptions) => Promise<void>;

/** Each task may run twice, even at the same time: the steps of an act and the searches take care of that. */
export const accountTasks: Record<AccountJob, AccountTask> = {
  continueAct: async (db, id, { pool, isStopping }) => {
    // The request that began it may have ended it.
    if (!(await isRunning(db, id))) return;
    const isPastDeadline = deadline(sliceMs, isStopping);
    await runAct(db, id, isPastDeadline, { ...importSteps, ...bulkSteps, ...loadSteps });
    const isLeft = await isRunning(db, id);
    if (isLeft) await addJob(db, { name: 'continueAct', id, delaySeconds: isPastDeadline() ? 0 : busySeconds });
    else if (await hadSteps(db, id, largeSteps)) await updateStatistics(pool);
  },
  countImport: async (db, id, { isStopping }) => {
    if (!(await countImport(db, id, isStopping))) await addJob(db, { name: 'countImport', id });
  },
  searchDuplicates: async (db, id, { isStopping }) => {
    await searchDuplicates(db, { clock: () => new Date(), isStopping });
    if (isStopping()) await addJob(db, { name: 'searchDuplicates', id });
  },
};

/**
 * PostgreSQL updates its statistics a minute later by itself; until then it would plan as if the many new rows did not
 * exist.
 */
async function updateStatistics(pool: Pool): Promise<void> {
  await pool
    .query('ANALYZE acts, changes, contacts, companies, interactions, tasks, import_rows')
    .catch((error: unknown) => log.warn({ err: error }, 'the statistics of the database were not updated'));
}
