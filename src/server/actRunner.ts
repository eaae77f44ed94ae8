import { bulkSteps } from '../bulk/bulk.service.ts';
import type { Database } from '../db/client.ts';
import { resumeActs } from '../history/resumeActs.service.ts';
import { importSteps } from '../imports/run/importStep.service.ts';
import { log } from '../log/log.ts';

const everyMs = 60_000;
const firstMs = 2_000;

/** Continues imports, large deletions and undos that a process left unfinished, once a minute. Returns how to stop. */
export function startActRunner(database: Database, first = firstMs): () => Promise<void> {
  let isStopping = false;
  let running = Promise.resolve();
  const start = () => {
    running = resumeActs(database, () => isStopping, { ...importSteps, ...bulkSteps }).catch((error: unknown) =>
      log.error({ err: error }, 'unfinished work could not be resumed; it is tried again in a minute'),
    );
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, everyMs).unref()];
  return async () => {
    isStopping = true;
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}
