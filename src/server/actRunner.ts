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
 * accounts that changed. The one does not wait for the other. Returns how to stop.
 */
export function startActRunner(database: Database, first = firstMs): () => Promise<void> {
  let isStopping = false;
  const runs = [resume, search].map((work) => new Run(() => work(database, () => isStopping)));
  const start = () => {
    for (const run of runs) run.start();
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, everyMs).unref()];
  return async () => {
    isStopping = true;
    for (const timer of timers) clearTimeout(timer);
    await Promise.all(runs.map((run) => run.running));
  };
}

/** Work that is not begun again while it runs. */
class Run {
  running: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  start(): void {
    this.running ??= this.work().finally(() => {
      this.running = undefined;
    });
  }
}

function resume(database: Database, isStopping: () => boolean): Promise<void> {
  return resumeActs(database, isStopping, { ...importSteps, ...bulkSteps, ...loadSteps }).catch((error: unknown) =>
    log.error({ err: error }, 'unfinished work could not be resumed; it is tried again in a minute'),
  );
}

function search(database: Database, isStopping: () => boolean): Promise<void> {
  return searchDueDuplicates(database, isStopping).catch((error: unknown) =>
    log.error({ err: error }, 'duplicates could not be searched for; it is tried again later'),
  );
}
