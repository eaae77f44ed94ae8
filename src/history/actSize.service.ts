import type { OwnedDb } from '../db/owned.ts';

/** Up to this size an act is undone in one transaction. */
const maxChanges = 5_000;
const maxBytes = 4_000_000;

export async function isLarge(tx: OwnedDb, act: number): Promise<boolean> {
  const [size] = await tx.read<{ changes: number; bytes: number }>(
    `SELECT count(*)::int AS changes, coalesce(sum(length(old::text)), 0)::float8 AS bytes
     FROM changes WHERE user_id = $1 AND act_id = $2::bigint`,
    [act],
  );
  return (size?.changes ?? 0) > maxChanges || (size?.bytes ?? 0) > maxBytes;
}
