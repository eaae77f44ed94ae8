import type { Pool } from 'pg';
import { loadSteps } from '../../accountFile/loadSteps.service.ts';
import { bulkSteps } from '../../bulk/bulk.service.ts';
import { type AccountJob, addJob } from '../../db/jobQueue.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { searchDuplicates } from '../../duplicates/search.service.ts';
import { isRunning, runAct } from '../../history/runActs.service.ts';
import { countImport } from '../../imports/preview/preview.service.ts';
import { importSteps } from '../../imports/run/importStep.service.ts';
import { endingAfter } from './endingAfter.ts';

/** Does a job for at most this time, so that one account does not keep the others waiting; the rest is another job. */
const sliceMs = 5_000;
/** How long a job waits for another process that is at the same act. */
const busySeconds = 5;

interface TaskOptions {
  pool: Pool;
  isStopping: () => boolean;
}

type AccountTask = (db: OwnedDb, id: number, options: TaskOptions) => Promise<void>;

/** Each may run twice at a time and be done twice: the steps of an act and the searches see to that themselves. */
export const accountTasks: Record<AccountJob, AccountTask> = {
  continueAct: async (db, id, { pool, isStopping }) => {
    const isOver = endingAfter(sliceMs, isStopping);
    await runAct(db, id, isOver, { ...importSteps, ...bulkSteps, ...loadSteps });
    const isLeft = await isRunning(db, id);
    if (isLeft) await addJob(db, { name: 'continueAct', id, delaySeconds: isOver() ? 0 : busySeconds });
    else await updateStatistics(pool);
  },
  countImport: async (db, id, { isStopping }) => {
    if (!(await countImport(db, id, isStopping))) await addJob(db, { name: 'countImport', id });
  },
  searchDuplicates: async (db, _id, { isStopping }) => {
    await searchDuplicates(db, { clock: () => new Date(), isStopping });
  },
};

/** Until PostgreSQL does so by itself, a minute later, it plans as if the many new rows were not there. */
async function updateStatistics(pool: Pool): Promise<void> {
  await pool.query('ANALYZE acts, changes, contacts, companies, interactions, tasks, import_rows');
}
