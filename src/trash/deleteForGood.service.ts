import type { OwnedDb } from '../db/owned.ts';
import { subtreeSql } from '../history/subtree.ts';
import { countTrash, type TrashRow } from './trashList.service.ts';

/** Deletes a record for good, with what was deleted with it and all of their history. */
export async function deleteForGood(db: OwnedDb, { act_id, kind, record_id }: TrashRow): Promise<void> {
  await db.read(
    `DELETE FROM changes h USING changes c
     WHERE h.user_id = $1 AND c.user_id = $1 AND c.act_id = :act::bigint AND c.operation = 'delete'
       AND (${subtreeSql(kind, ':id')}) AND h.kind = c.kind AND h.record_id = c.record_id`,
    { act: act_id, id: record_id },
  );
}

/** Returns the number of records that were listed there. */
export async function emptyTrash(db: OwnedDb, now: Date): Promise<number> {
  const count = await countTrash(db, now);
  await db.read(
    `DELETE FROM changes h USING changes c
     WHERE h.user_id = $1 AND c.user_id = $1 AND c.operation = 'delete' AND NOT c.by_undo AND c.undone_by IS NULL
       AND h.kind = c.kind AND h.record_id = c.record_id`,
  );
  return count;
}

/** Deletes trashed sample data for good, unless own records of the owner were deleted with it. */
export async function emptyTrashOfSamples(db: OwnedDb): Promise<void> {
  await db.read(
    `DELETE FROM changes h USING changes c
     WHERE h.user_id = $1 AND c.user_id = $1 AND c.operation = 'delete' AND NOT c.by_undo AND c.undone_by IS NULL
       AND h.kind = c.kind AND h.record_id = c.record_id
       AND NOT EXISTS (SELECT FROM changes own WHERE own.user_id = $1 AND own.act_id = c.act_id
         AND own.operation = 'delete' AND own.kind <> 'summaries' AND own.old ->> 'is_sample' = 'false')`,
  );
}
