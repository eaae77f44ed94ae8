// What is kept for a time only goes once a day, in the one process that looks after the others.
import { pruneAuditLog } from '../audit/auditPruning.service.ts';
import { withClient } from '../db/withClient.ts';
import { log } from '../log/log.ts';
import { pruneTrash } from '../trash/trashPruning.service.ts';

const everyMs = 24 * 60 * 60_000;
/** The start and the first pages go before. */
const firstMs = 60_000;

/** Removes what is too old soon and then once a day. Returns how to stop. */
export function startPruning(url: string, first = firstMs): () => Promise<void> {
  let pruning = Promise.resolve();
  const start = () => {
    pruning = prune(url).catch((error: unknown) =>
      log.error({ err: error }, 'what is too old could not be removed; it is tried again tomorrow'),
    );
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, everyMs).unref()];
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await pruning;
  };
}

async function prune(connectionString: string): Promise<void> {
  const now = new Date();
  await withClient({ connectionString }, async (client) => {
    const removed = { audit: await pruneAuditLog(client, now), trash: await pruneTrash(client, now) };
    if (removed.audit + removed.trash > 0) log.info(removed, 'what was kept long enough is removed');
  });
}
