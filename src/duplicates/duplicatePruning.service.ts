import type { Client } from 'pg';
import { mergeKinds } from '../merge/mergedRecord.ts';

/** Deletes marks of pairs in which a record is gone, neither restorable nor merged. Returns how many. */
export async function pruneDifferent(client: Client): Promise<number> {
  let removed = 0;
  for (const kind of mergeKinds) removed += (await client.query(goneSql(kind))).rowCount ?? 0;
  return removed;
}

const goneSql = (kind: string) => `DELETE FROM different_records d USING (
    SELECT p.user_id, p.id, unnest(ARRAY[p.one_id, p.other_id]) AS record FROM different_records p WHERE p.kind = '${kind}') one
  WHERE d.user_id = one.user_id AND d.id = one.id
    AND NOT EXISTS (SELECT FROM ${kind} r WHERE r.user_id = d.user_id AND r.id = one.record)
    AND NOT EXISTS (SELECT FROM changes c
      WHERE c.user_id = d.user_id AND c.kind = '${kind}' AND c.record_id = one.record AND c.operation = 'delete')
    AND NOT EXISTS (SELECT FROM merges m
      WHERE m.user_id = d.user_id AND m.kind = '${kind}' AND m.gone_id = one.record)`;
