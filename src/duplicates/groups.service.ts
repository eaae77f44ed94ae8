import type { OwnedDb } from '../db/owned.ts';
import { isPresentPair } from '../db/sql/duplicateGroups.ts';
import { isStillMerged } from '../merge/merge.service.ts';
import { type MergeKind, mergeKinds } from '../merge/mergedRecord.ts';
import type { ScoredPair } from './findPairs.service.ts';
import { type DuplicateGroup, groupKeys, groupPairs, pairKey } from './groups.ts';

/**
 * The pairs and groups of the latest search that are still there and were not said to be different, the likeliest
 * first.
 */
export async function listGroups(db: OwnedDb, kind: MergeKind): Promise<DuplicateGroup[]> {
  const { alike } = await readPairs(db, kind, isPresentPair(kind));
  return groupPairs(alike);
}

/**
 * Stores to which group each pair belongs, for duplicateGroups(): after a search, and after a pair was marked as
 * different.
 */
export async function saveGroupKeys(db: OwnedDb): Promise<void> {
  for (const kind of mergeKinds) {
    const { alike, different } = await readPairs(db, kind, 'true');
    const keys = groupKeys(alike);
    const keyed = [
      ...alike.map((pair, at) => ({ ...pair, key: keys[at] })),
      ...different.map((pair) => ({ ...pair, key: null })),
    ];
    await db.read(
      `UPDATE duplicate_pairs p SET group_key = k.key
       FROM json_to_recordset(:keyed::json) AS k(one int, other int, key text)
       WHERE p.user_id = $1 AND p.kind = '${kind}' AND p.one_id = k.one AND p.other_id = k.other
         AND p.group_key IS DISTINCT FROM k.key`,
      { keyed: JSON.stringify(keyed) },
    );
  }
}

/** Reads the possible duplicates and the pairs marked as different. */
async function readPairs(
  db: OwnedDb,
  kind: MergeKind,
  condition: string,
): Promise<Record<'alike' | 'different', ScoredPair[]>> {
  const pairs = await db.read<ScoredPair>(
    `SELECT p.one_id AS one, p.other_id AS other, p.score FROM duplicate_pairs p
     WHERE p.user_id = $1 AND p.kind = '${kind}' AND ${condition}`,
  );
  const marked = pairs.length > 0 ? await readDifferent(db, kind) : new Set<string>();
  const isDifferent = ({ one, other }: ScoredPair) => marked.has(pairKey(one, other));
  return { alike: pairs.filter((pair) => !isDifferent(pair)), different: pairs.filter(isDifferent) };
}

/** A mark "different" of a merged record also applies to the record that was kept. */
async function readDifferent(db: OwnedDb, kind: MergeKind): Promise<Set<string>> {
  const pairs = await db.read<{ one_id: number; other_id: number }>(
    `SELECT d.one_id, d.other_id FROM different_records d WHERE d.user_id = $1 AND d.kind = '${kind}'`,
  );
  const merged = pairs.length > 0 ? await readMerged(db, kind) : new Map<number, number>();
  const presentId = (id: number): number => {
    const kept = merged.get(id);
    return kept === undefined ? id : presentId(kept);
  };
  return new Set(pairs.map(({ one_id, other_id }) => pairKey(presentId(one_id), presentId(other_id))));
}

/** The kept record of each merged record, by id. */
async function readMerged(db: OwnedDb, kind: MergeKind): Promise<Map<number, number>> {
  const rows = await db.read<{ gone_id: number; kept_id: number }>(
    `SELECT m.gone_id, m.kept_id FROM merges m WHERE m.user_id = $1 AND m.kind = '${kind}'
       AND ${isStillMerged(kind)} ORDER BY m.id`,
  );
  return new Map(rows.map(({ gone_id, kept_id }) => [gone_id, kept_id]));
}
