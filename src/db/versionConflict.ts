import type { OwnedDb } from './owned.ts';
import type { RecordTable } from './rowLocks.ts';

export const versionConflict = { ok: false, conflict: true } as const;
export type VersionConflict = typeof versionConflict;

/** Compares `updated_at`, in milliseconds. Must run in a transaction before its writes: it locks the row. */
export async function isStale(
  tx: OwnedDb,
  table: RecordTable,
  id: number,
  version: number | undefined,
): Promise<boolean> {
  if (version === undefined) return false;
  const changed = await tx.lockRecord(table, id);
  // A row that is gone is left to the write that follows, which answers 404.
  return changed !== undefined && changed.getTime() !== version;
}
