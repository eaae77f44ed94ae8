import { loadSteps } from '../accountFile/loadSteps.service.ts';
import { bulkSteps } from '../bulk/bulk.service.ts';
import type { Database } from '../db/client.ts';
import { searchDueDuplicates } from '../duplicates/dueSearches.service.ts';
import { resumeActs } from '../history/resumeActs.service.ts';
import { importSteps } from '../imports/run/importStep.service.ts';
import { type Repeated, repeatEveryMinute } from './repeatEveryMinute.ts';

type Work = Omit<Repeated, 'first'>;

const firstMs = 2_000;

/**
 * Once a minute continues imports, large deletions and undos that a process left unfinished, and searches for duplicates in
 * accounts that changed. The one does not wait for the other. Returns how to stop.
 */
export function startActRunner(database: Database, first = firstMs): () => Promise<void> {
  const stops = [resuming(database), searching(database)].map((work) => repeatEveryMinute({ first, ...work }));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

const resuming = (database: Database): Work => ({
  problem: 'unfinished work could not be resumed; it is tried again in a minute',
  work: (isStopping) => resumeActs(database, isStopping, { ...importSteps, ...bulkSteps, ...loadSteps }),
});

const searching = (database: Database): Work => ({
  problem: 'duplicates could not be searched for; it is tried again later',
  work: (isStopping) => searchDueDuplicates(database, isStopping),
});
