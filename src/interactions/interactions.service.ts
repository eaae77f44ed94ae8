import type { Contact, Interaction, Prisma, Task } from '../db/generated/client.ts';
import { type IdempotencyKey, insertOnce, type RunOnceResult, withIdempotencyKey } from '../db/idempotencyKeys.ts';
import type { OwnedDb } from '../db/owned.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import { createTask } from '../tasks/tasks.service.ts';

export type InteractionInput = Pick<Interaction, 'interaction_type' | 'content'> & { occurred_at: Date };

export type TimelineRow = Pick<
  Interaction,
  'id' | 'interaction_type' | 'content' | 'occurred_at' | 'created_at' | 'updated_at'
> & { tasks: Pick<Task, 'id' | 'title' | 'status' | 'due_date'>[] };
export type InteractionRow = Interaction & { contact: Pick<Contact, 'id' | 'first_name' | 'last_name'> };

const withContact = {
  contact: { select: { id: true, first_name: true, last_name: true } },
} satisfies Prisma.InteractionInclude;

/** @throws when there is no such interaction of this user (404) */
export function getInteraction(db: OwnedDb, id: number): Promise<InteractionRow> {
  return db.interaction.findUniqueOrThrow({ where: db.key(id), include: withContact });
}

export interface NextStepTask {
  title: string;
  due_date: string;
}

/** Creates an interaction and, in the same transaction, the task of its next step. Returns the id of the interaction. */
async function createInteraction(
  db: OwnedDb,
  contactId: number,
  interaction: InteractionInput,
  next: NextStepTask | undefined,
): Promise<number> {
  return db.transaction(async (tx) => {
    const row = await tx.interaction.create({ data: { ...interaction, contact_id: contactId, user_id: tx.userId } });
    if (next) await createTask(tx, { ...next, contact_id: contactId, interaction_id: row.id });
    return row.id;
  });
}

/** Creates the interaction of a form once, even if the form is sent twice: see withIdempotencyKey(). */
export async function createInteractionOnce(
  db: OwnedDb,
  key: IdempotencyKey | undefined,
  {
    contactId,
    interaction,
    next,
  }: { contactId: number; interaction: InteractionInput; next: NextStepTask | undefined },
  pathOf: () => string,
): Promise<RunOnceResult<{ ok: true; id: number }>> {
  const work = async (tx: OwnedDb) =>
    ({ ok: true, id: await createInteraction(tx, contactId, interaction, next) }) as const;
  if (!key || next) return withIdempotencyKey(db, key, work, pathOf);
  const saved = await insertOnce(db, key, 'interactions', { ...interaction, contact_id: contactId }, pathOf);
  if ('replayPath' in saved) return { replayPath: saved.replayPath, result: undefined };
  return { replayPath: undefined, result: { ok: true, id: saved.id } };
}

/** Changes an interaction, if anything differs, unless it was changed since `version`, see isStale(). */
export async function updateInteraction(
  db: OwnedDb,
  before: Interaction,
  input: InteractionInput,
  version?: number,
): Promise<{ ok: true } | VersionConflict> {
  const same =
    before.content === input.content &&
    before.interaction_type === input.interaction_type &&
    before.occurred_at.getTime() === input.occurred_at.getTime();
  return db.transaction(async (tx) => {
    if (await isStale(tx, 'interactions', before.id, version)) return versionConflict;
    if (!same) await tx.interaction.update({ where: tx.key(before.id), data: input });
    return { ok: true };
  });
}

/** How many tasks were planned with it; they stay when it is deleted. */
export function countTasks(db: OwnedDb, interactionId: number): Promise<number> {
  return db.task.count({ where: { interaction_id: interactionId } });
}
