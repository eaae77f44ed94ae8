import type { OwnedDb, RecordTable } from './owned.ts';

/** A change that was made from another version of the record than the present one: nothing was written. */
export const versionConflict = { ok: false, conflict: true } as const;
export type VersionConflict = typeof versionConflict;

/**
 * Inside a transaction, before anything is written: whether the record was changed since `seen` (its `updated_at` in
 * milliseconds). It stays locked, so that the answer holds until the end. Without `seen` nobody asks.
 */
export async function isStale(tx: OwnedDb, table: RecordTable, id: number, seen: number | undefined): Promise<boolean> {
  if (seen === undefined) return false;
  const changed = await tx.lockRecord(table, id);
  // Deleted meanwhile: the write that follows finds nothing, which is a 404.
  return changed !== undefined && changed.getTime() !== seen;
}
