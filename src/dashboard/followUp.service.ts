import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import type { InteractionInput } from '../interactions/interactions.service.ts';
import { logInteraction, type NextStepTask } from '../interactions/logInteraction.service.ts';
import { createTask, type TaskRow } from '../tasks/tasks.service.ts';

/** What was said about a completed task, and the next step. */
export interface FollowUp {
  task: Pick<TaskRow, 'id' | 'contact_id'>;
  /** The act that completed the task. */
  act: number | undefined;
  interaction: InteractionInput | undefined;
  next: NextStepTask | undefined;
}

/**
 * Logs the interaction and plans the next step in the act that completed the task, so that one Undo reverses
 * everything. If that act was undone or did not complete this task, they become an act of their own. `db` may be the
 * handle of a transaction.
 */
export function saveFollowUp(
  db: OwnedDb,
  { task, act, interaction, next }: FollowUp,
  at: Moment,
): Promise<{ ok: true }> {
  return db.transaction(async (tx) => {
    if (act !== undefined && (await hasCompleted(tx, act, task.id))) await tx.continueAct(act);
    const contactId = task.contact_id;
    if (interaction && contactId !== null) await logInteraction(tx, { contactId, interaction, next }, at);
    else if (next) await createTask(tx, { ...next, contact_id: contactId });
    return { ok: true };
  });
}

/** Locks the act, so that an undo happens either before or after this. */
async function hasCompleted(tx: OwnedDb, act: number, taskId: number): Promise<boolean> {
  const rows = await tx.read(
    `SELECT a.id FROM acts a WHERE a.user_id = $1 AND a.id = :act::bigint AND a.undoes IS NULL AND EXISTS (
       SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = a.id AND c.kind = 'tasks' AND c.record_id = :id
         AND c.field = 'status' AND c.undone_by IS NULL)
     FOR UPDATE OF a`,
    { act, id: taskId },
  );
  return rows.length > 0;
}
