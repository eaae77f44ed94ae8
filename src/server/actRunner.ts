import { loadSteps } from '../accountFile/loadSteps.service.ts';
import { bulkSteps } from '../bulk/bulk.service.ts';
import type { Database } from '../db/client.ts';
import { searchDueDuplicates } from '../duplicates/dueSearches.service.ts';
import { resumeActs } from '../history/resumeActs.service.ts';
import { importSteps } from '../imports/run/importStep.service.ts';
import { log } from '../log/log.ts';

const everyMs = 60_000;
const firstMs = 2_000;

/**
 * Once a minute continues imports, large deletions and undos that a process left unfinished, and searches for duplicates in
 * accounts that changed. Returns how to stop.
 */
export function startActRunner(database: Database, first = firstMs): () => Promise<void> {
  let isStopping = false;
  let running = Promise.resolve();
  const start = () => {
    running = running.then(() => runAll(database, () => isStopping));
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, everyMs).unref()];
  return async () => {
    isStopping = true;
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}

async function runAll(database: Database, isStopping: () => boolean): Promise<void> {
  await resumeActs(database, isStopping, { ...importSteps, ...bulkSteps, ...loadSteps }).catch((error: unknown) =>
    log.error({ err: error }, 'unfinished work could not be resumed; it is tried again in a minute'),
  );
  await searchDueDuplicates(database, isStopping).catch((error: unknown) =>
    log.error({ err: error }, 'duplicates could not be searched for; it is tried again in a minute'),
  );
}
