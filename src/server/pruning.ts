import { pruneAccountLoads } from '../accountFile/forgetLoads.service.ts';
import { pruneAuditLog } from '../audit/auditPruning.service.ts';
import { pruneSessions } from '../auth/sessionPruning.service.ts';
import { withClient } from '../db/withClient.ts';
import { pruneDifferent } from '../duplicates/duplicatePruning.service.ts';
import { pruneHistory } from '../history/pruning.service.ts';
import { pruneImports } from '../imports/importPruning.service.ts';
import { log } from '../log/log.ts';

const everyMs = 24 * 60 * 60_000;
const firstMs = 60_000;

interface PruningOptions {
  historyDays?: number | undefined;
  first?: number;
}

/** Deletes expired rows once a day, in the primary process. Returns how to stop. */
export function startPruning(url: string, { historyDays, first = firstMs }: PruningOptions = {}): () => Promise<void> {
  let pruning = Promise.resolve();
  const start = () => {
    pruning = prune(url, historyDays).catch((error: unknown) =>
      log.error({ err: error }, 'expired rows could not be deleted; the next attempt is tomorrow'),
    );
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, everyMs).unref()];
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await pruning;
  };
}

async function prune(connectionString: string, historyDays: number | undefined): Promise<void> {
  const now = new Date();
  await withClient({ connectionString }, async (client) => {
    const removed = {
      audit: await pruneAuditLog(client, now),
      history: await pruneHistory(client, now, historyDays),
      different: await pruneDifferent(client),
    };
    await pruneSessions(client, now);
    await pruneImports(client, now);
    await pruneAccountLoads(client, now);
    if (removed.audit + removed.history + removed.different > 0) log.info(removed, 'expired rows were deleted');
  });
}
