import { pruneAccountLoads } from '../../accountFile/forgetLoads.service.ts';
import { pruneAuditLog } from '../../audit/auditPruning.service.ts';
import { pruneSessions } from '../../auth/sessionPruning.service.ts';
import { withClient } from '../../db/withClient.ts';
import { pruneDifferent } from '../../duplicates/duplicatePruning.service.ts';
import { pruneHistory } from '../../history/pruning.service.ts';
import { pruneImports } from '../../imports/importPruning.service.ts';
import { log } from '../../log/log.ts';

/** Deletes expired data. @param historyDays how long changes of existing records are kept */
export async function deleteExpired(connectionString: string, historyDays?: number): Promise<void> {
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
