// The audit log is kept for two years (docs/security.md): looked after once a day, in the one process that looks after the others.
import type { Client } from 'pg';
import { withClient } from '../db/withClient.ts';
import { log } from '../log/log.ts';

const keptYears = 2;
const everyMs = 24 * 60 * 60_000;
/** The start and the first pages go before. */
const firstMs = 60_000;

/** Removes what is too old soon and then once a day. Returns how to stop. */
export function startAuditPruning(url: string, first = firstMs): () => Promise<void> {
  let pruning = Promise.resolve();
  const prune = () => {
    pruning = pruneAudit(url, new Date()).then(
      (removed) => void (removed > 0 && log.info({ removed }, 'old lines of the audit log are removed')),
      (error: unknown) => log.error({ err: error }, 'the audit log could not be pruned; it is tried again tomorrow'),
    );
  };
  const timers = [setTimeout(prune, first).unref(), setInterval(prune, everyMs).unref()];
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await pruning;
  };
}

/** Removes what is older than it is kept; how many lines that were. */
export async function pruneAudit(connectionString: string, now: Date): Promise<number> {
  const before = new Date(now);
  before.setUTCFullYear(now.getUTCFullYear() - keptYears);
  const prune = (client: Client) => client.query('DELETE FROM audit_log WHERE at < $1', [before]);
  return (await withClient({ connectionString }, prune)).rowCount ?? 0;
}
