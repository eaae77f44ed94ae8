import type { Client } from 'pg';
import { recordKinds, restorableKinds } from './recordKinds.ts';
import { undoableSince } from './undoWindow.ts';

/**
 * Deletes history past its retention, and changes of existing records after `historyDays`. Returns the number of
 * deleted rows.
 */
export async function pruneHistory(client: Client, now: Date, historyDays?: number): Promise<number> {
  let removed = 0;
  for (const kind of restorableKinds) removed += await prune(client, deletedSql(kind), undoableSince(now));
  if (historyDays !== undefined) {
    const since = new Date(now.getTime() - historyDays * 86_400_000);
    for (const kind of recordKinds) removed += await prune(client, oldSql(kind), since);
  }
  await client.query(emptyActsSql, [undoableSince(now)]);
  return removed;
}

async function prune(client: Client, sql: string, before: Date): Promise<number> {
  return (await client.query(sql, [before])).rowCount ?? 0;
}

const deletedSql = (kind: string) => `DELETE FROM changes h USING (
    SELECT c.user_id, c.record_id FROM changes c JOIN acts a ON a.user_id = c.user_id AND a.id = c.act_id
    WHERE c.kind = '${kind}' AND c.operation = 'delete'
    GROUP BY c.user_id, c.record_id HAVING max(a.at) <= $1) gone
  WHERE h.user_id = gone.user_id AND h.kind = '${kind}' AND h.record_id = gone.record_id
    AND NOT EXISTS (SELECT FROM ${kind} r
      WHERE r.user_id = h.user_id AND r.${kind === 'summaries' ? 'contact_id' : 'id'} = gone.record_id)`;

const oldSql = (kind: string) => `DELETE FROM changes h USING acts a
  WHERE a.user_id = h.user_id AND a.id = h.act_id AND a.at <= $1 AND h.kind = '${kind}' AND h.operation = 'update'`;

const emptyActsSql = `DELETE FROM acts a WHERE a.at <= $1 AND a.progress IS NULL
  AND NOT EXISTS (SELECT FROM changes c WHERE c.user_id = a.user_id AND c.act_id = a.id)`;
