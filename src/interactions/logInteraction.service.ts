import type { Task } from '../db/generated/client.ts';
import { type IdempotencyKey, insertOnce, type RunOnceResult, withIdempotencyKey } from '../db/idempotencyKeys.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import { completeTasks } from '../tasks/taskStatus.service.ts';
import { createTask } from '../tasks/tasks.service.ts';
import type { InteractionInput } from './interactions.service.ts';

export interface NextStepTask {
  title: string;
  due_date: string;
}

/** An interaction, a next step, or both, and the tasks that were completed. */
export interface LoggedInteraction {
  contactId: number;
  interaction: InteractionInput | undefined;
  next?: NextStepTask | undefined;
  /** Ids from a form; ids that are not open tasks of this contact are ignored. */
  completedTasks?: number[] | undefined;
}

export interface InteractionLog {
  ok: true;
  /** The id of the interaction, if there is one. */
  id: number | undefined;
  /** The completed tasks, without the next tasks of their series. */
  completed: Pick<Task, 'id' | 'title'>[];
}

/**
 * Creates an interaction, completes tasks and plans the next step: all or nothing, one act, also inside a transaction.
 */
export async function logInteraction(
  db: OwnedDb,
  { contactId, interaction, next, completedTasks = [] }: LoggedInteraction,
  at: Moment,
): Promise<InteractionLog> {
  return db.transaction(async (tx) => {
    const id = interaction && (await createInteraction(tx, contactId, interaction));
    const completed = await completeTasks(tx, { ids: completedTasks, contactId }, at);
    if (next) await createTask(tx, { ...next, contact_id: contactId, interaction_id: id ?? null });
    return { ok: true, id, completed: completed.map(({ task }) => ({ id: task.id, title: task.title })) };
  });
}

/** Logs the interaction of a form once, even if the form is sent twice: see withIdempotencyKey(). */
export async function logInteractionOnce(
  db: OwnedDb,
  key: IdempotencyKey | undefined,
  logged: LoggedInteraction,
  at: Moment,
  pathOf: (interaction: { id: number | undefined }) => string,
): Promise<RunOnceResult<InteractionLog>> {
  const { contactId, interaction, next, completedTasks = [] } = logged;
  const alone = next === undefined && completedTasks.length === 0;
  if (!key || !interaction || !alone)
    return withIdempotencyKey(db, key, (tx) => logInteraction(tx, logged, at), pathOf);
  const saved = await insertOnce(db, key, 'interactions', { ...interaction, contact_id: contactId }, pathOf);
  if ('replayPath' in saved) return { replayPath: saved.replayPath, result: undefined };
  return { replayPath: undefined, result: { ok: true, id: saved.id, completed: [] } };
}

/** Creates only the interaction. Returns its id. */
export async function createInteraction(
  tx: OwnedDb,
  contactId: number,
  interaction: InteractionInput,
): Promise<number> {
  const data = { ...interaction, contact_id: contactId, user_id: tx.userId };
  return (await tx.interaction.create({ data, select: { id: true } })).id;
}
