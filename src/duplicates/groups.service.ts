import type { OwnedDb } from '../db/owned.ts';
import { isStillMerged } from '../merge/merge.service.ts';
import { type MergeKind, mergeKinds } from '../merge/mergedRecord.ts';
import type { ScoredPair } from './findPairs.service.ts';
import { type DuplicateGroup, groupPairs } from './groups.ts';

/** The pairs and groups of the latest search that are still there and were not said to be different, the likeliest first. */
export async function listGroups(db: OwnedDb, kind: MergeKind): Promise<DuplicateGroup[]> {
  const pairs = await db.read<ScoredPair>(
    `SELECT p.one_id AS one, p.other_id AS other, p.score FROM duplicate_pairs p
     WHERE p.user_id = $1 AND p.kind = '${kind}'
       AND EXISTS (SELECT FROM ${kind} r WHERE r.user_id = $1 AND r.id = p.one_id)
       AND EXISTS (SELECT FROM ${kind} r WHERE r.user_id = $1 AND r.id = p.other_id)`,
  );
  if (pairs.length === 0) return [];
  const different = await readDifferent(db, kind);
  return groupPairs(pairs.filter(({ one, other }) => !different.has(keyOf(one, other))));
}

/** Keeps the numbers for the pages that link here. */
export async function countGroups(db: OwnedDb): Promise<void> {
  for (const kind of mergeKinds) {
    const { length: count } = await listGroups(db, kind);
    await db.read(`UPDATE duplicate_searches SET ${kind} = :count::int WHERE user_id = $1`, { count });
  }
}

/** A record that was merged takes along that it is not another one. */
async function readDifferent(db: OwnedDb, kind: MergeKind): Promise<Set<string>> {
  const pairs = await db.read<{ one_id: number; other_id: number }>(
    `SELECT d.one_id, d.other_id FROM different_records d WHERE d.user_id = $1 AND d.kind = '${kind}'`,
  );
  const merged = pairs.length > 0 ? await readMerged(db, kind) : new Map<number, number>();
  const presentId = (id: number): number => {
    const kept = merged.get(id);
    return kept === undefined ? id : presentId(kept);
  };
  return new Set(pairs.map(({ one_id, other_id }) => keyOf(presentId(one_id), presentId(other_id))));
}

/** By the id of each merged record the one that was kept. */
async function readMerged(db: OwnedDb, kind: MergeKind): Promise<Map<number, number>> {
  const rows = await db.read<{ gone_id: number; kept_id: number }>(
    `SELECT m.gone_id, m.kept_id FROM merges m WHERE m.user_id = $1 AND m.kind = '${kind}'
       AND ${isStillMerged(kind)} ORDER BY m.id`,
  );
  return new Map(rows.map(({ gone_id, kept_id }) => [gone_id, kept_id]));
}

function keyOf(one: number, other: number): string {
  return `${Math.min(one, other)} ${Math.max(one, other)}`;
}
