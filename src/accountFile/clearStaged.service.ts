import type { OwnedDb } from '../db/owned.ts';
import { listsForUndo } from '../history/deleteLoaded.ts';
import type { LoadedKind } from './kinds.ts';

const recordsPerStep = 5_000;

/**
 * Clears loaded records down to the ids that an undo needs. Returns the last id of the step; undefined when none is
 * left.
 */
export async function clearStaged(
  tx: OwnedDb,
  load: number,
  kind: LoadedKind,
  after: number,
): Promise<number | undefined> {
  const [batch] = await tx.read<{ last: number | null }>(
    `SELECT max(s.record_id)::float8 AS last FROM (
       SELECT r.record_id FROM account_load_rows r
       WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.record_id > :after::bigint
       ORDER BY r.record_id LIMIT ${recordsPerStep}) s`,
    { load, kind, after },
  );
  const last = batch?.last ?? undefined;
  if (last !== undefined)
    await tx.read(
      `${clearing(kind)} WHERE user_id = $1 AND load_id = :load::int AND kind = :kind
         AND record_id > :after::bigint AND record_id <= :last::bigint`,
      { load, kind, after, last },
    );
  return last;
}

function clearing(kind: LoadedKind): string {
  const isForUndo = (listsForUndo as readonly string[]).includes(kind);
  return isForUndo ? 'UPDATE account_load_rows SET record = NULL' : 'DELETE FROM account_load_rows';
}
