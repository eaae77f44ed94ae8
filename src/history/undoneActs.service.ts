import type { OwnedDb } from '../db/owned.ts';

/** Reading all changes of a large act would take as long as undoing it. */
const maxReadChanges = 1_000;

/** SQL: the latest undo of an act, at least of a part of it; null when it is not undone, or was redone. */
export const undoneBySql = (act: string) => `(SELECT max(f.undone_by) FROM (
  SELECT c.undone_by FROM changes c WHERE c.user_id = $1 AND c.act_id = ${act} ORDER BY c.id LIMIT ${maxReadChanges}) f)`;

/** Returns those of these acts that are undone, or are being undone; an act that was redone is not. */
export async function listUndoneActs(db: OwnedDb, acts: number[]): Promise<number[]> {
  const undone = await db.read<{ id: number }>(
    `SELECT w.id FROM unnest($2::bigint[]) w(id) WHERE
       ${undoneBySql('w.id')} IS NOT NULL
       OR EXISTS (SELECT FROM acts u WHERE u.user_id = $1 AND u.undoes = w.id AND u.progress IS NOT NULL)`,
    [acts],
  );
  return undone.map(({ id }) => id);
}
