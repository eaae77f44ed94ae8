import type { OwnedDb } from '../db/owned.ts';

/** Acts up to this size are undone in one transaction. */
const maxChanges = 5_000;
const maxBytes = 4_000_000;

interface ActSize {
  isLarge: boolean;
  /** The kinds of records that the act changed. */
  kinds: string[];
}

export async function measureAct(tx: OwnedDb, act: number): Promise<ActSize> {
  const [size] = await tx.read<{ changes: number; bytes: number; kinds: string[] }>(
    `SELECT count(*)::int AS changes, coalesce(sum(length(old::text)), 0)::float8 AS bytes,
       coalesce(array_agg(DISTINCT kind), '{}') AS kinds
     FROM changes WHERE user_id = $1 AND act_id = $2::bigint`,
    [act],
  );
  const { changes = 0, bytes = 0, kinds = [] } = size ?? {};
  return { isLarge: changes > maxChanges || bytes > maxBytes, kinds };
}
