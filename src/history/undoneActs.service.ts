import type { OwnedDb } from '../db/owned.ts';

/** Reading all changes of a large act would take as long as undoing it. */
const maxReadChanges = 1_000;

/** Returns those of these acts that are undone, or are being undone; an act that was redone is not. */
export async function listUndoneActs(db: OwnedDb, acts: number[]): Promise<number[]> {
  const undone = await db.read<{ id: number }>(
    `SELECT w.id FROM unnest($2::bigint[]) w(id) WHERE
       EXISTS (SELECT FROM (SELECT c.undone_by FROM changes c WHERE c.user_id = $1 AND c.act_id = w.id
         ORDER BY c.id LIMIT ${maxReadChanges}) f WHERE f.undone_by IS NOT NULL)
       OR EXISTS (SELECT FROM acts u WHERE u.user_id = $1 AND u.undoes = w.id AND u.progress IS NOT NULL)`,
    [acts],
  );
  return undone.map(({ id }) => id);
}
