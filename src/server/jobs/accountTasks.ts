import { loadSteps } from '../../accountFile/loadSteps.service.ts';
import { bulkSteps } from '../../bulk/bulk.service.ts';
import { type AccountJob, addJob } from '../../db/jobQueue.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { searchDuplicates } from '../../duplicates/search.service.ts';
import { isRunning, runAct } from '../../history/runActs.service.ts';
import { countImport } from '../../imports/preview/preview.service.ts';
import { importSteps } from '../../imports/run/importStep.service.ts';
import { deadline } from './deadline.ts';

/** The maximum time for a job, so that one account does not keep others waiting. A new job continues the rest. */
const sliceMs = 5_000;
/** How long a job waits for another process that is at the same act. */
const busySeconds = 5;

interface TaskOptions {
  isStopping: () => boolean;
}

type AccountTask = (db: OwnedDb, id: number, options: TaskOptions) => Promise<void>;

/** Each task may run twice, even at the same time: the steps of an act and the searches take care of that. */
export const accountTasks: Record<AccountJob, AccountTask> = {
  continueAct: async (db, id, { isStopping }) => {
    // The request that began it may have ended it.
    if (!(await isRunning(db, id))) return;
    const isPastDeadline = deadline(sliceMs, isStopping);
    await runAct(db, id, isPastDeadline, { ...importSteps, ...bulkSteps, ...loadSteps });
    if (!(await isRunning(db, id))) return;
    await addJob(db, { name: 'continueAct', id, delaySeconds: isPastDeadline() ? 0 : busySeconds });
  },
  countImport: async (db, id, { isStopping }) => {
    if (!(await countImport(db, id, isStopping))) await addJob(db, { name: 'countImport', id });
  },
  searchDuplicates: async (db, id, { isStopping }) => {
    await searchDuplicates(db, { clock: () => new Date(), isStopping });
    if (isStopping()) await addJob(db, { name: 'searchDuplicates', id });
  },
};
