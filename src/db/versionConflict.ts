import type { OwnedDb, RecordTable } from './owned.ts';

/** The record was changed after the form was opened; nothing was written. */
export const versionConflict = { ok: false, conflict: true } as const;
export type VersionConflict = typeof versionConflict;

/**
 * Whether the record was changed since `version`, its `updated_at` in milliseconds. Must run inside a transaction before
 * anything is written: it locks the row, so that the answer holds until the end. Without a version nothing is checked.
 */
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
