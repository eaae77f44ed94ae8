import type { OwnedDb } from '../db/owned.ts';

/** The ids under which a person was known: the contact's and those of contacts that were merged into it. */
export async function readPersonIds(db: OwnedDb, id: number): Promise<number[]> {
  return withMerged(db, [id]);
}

/** Merges that were undone do not count. */
async function withMerged(db: OwnedDb, ids: number[]): Promise<number[]> {
  const merged = await db.read<{ gone_id: number }>(
    `SELECT DISTINCT m.gone_id FROM merges m
     WHERE m.user_id = $1 AND m.kind = 'contacts' AND m.kept_id = ANY(:ids::int[]) AND m.gone_id <> ALL(:ids::int[])
       AND EXISTS (SELECT FROM changes d WHERE d.user_id = $1 AND d.kind = m.kind AND d.record_id = m.gone_id
         AND d.act_id = m.act_id AND d.operation = 'delete' AND d.undone_by IS NULL)`,
    { ids },
  );
  return merged.length === 0 ? ids : withMerged(db, [...ids, ...merged.map(({ gone_id }) => gone_id)]);
}
