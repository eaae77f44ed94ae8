import type { Contact, Interaction, Prisma, Task } from '../db/generated/client.ts';
import { type IdempotencyKey, insertOnce, type RunOnceResult, withIdempotencyKey } from '../db/idempotencyKeys.ts';
import type { OwnedDb } from '../db/owned.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import { createTask } from '../tasks/tasks.service.ts';

export type Said = Pick<Interaction, 'interaction_type' | 'content'> & { occurred_at: Date };

/** What was said, with the tasks that came of it. */
export type TimelineRow = Pick<
  Interaction,
  'id' | 'interaction_type' | 'content' | 'occurred_at' | 'created_at' | 'updated_at'
> & { tasks: Pick<Task, 'id' | 'title' | 'status' | 'due_date'>[] };
export type InteractionOf = Interaction & { contact: Pick<Contact, 'id' | 'first_name' | 'last_name'> };

const withContact = {
  contact: { select: { id: true, first_name: true, last_name: true } },
} satisfies Prisma.InteractionInclude;
/** @throws when there is no such interaction of this user (404) */
export function getInteraction(db: OwnedDb, id: number): Promise<InteractionOf> {
  return db.interaction.findUniqueOrThrow({ where: db.key(id), include: withContact });
}

export interface NextTask {
  title: string;
  /** Calendar date. */
  due_date: string;
}

/** Writes down what was said and, in the same transaction, the task that comes next. Gives the id of what was said. */
async function createInteraction(
  db: OwnedDb,
  contactId: number,
  said: Said,
  next: NextTask | undefined,
): Promise<number> {
  return db.transaction(async (tx) => {
    const row = await tx.interaction.create({ data: { ...said, contact_id: contactId, user_id: tx.userId } });
    if (next) await createTask(tx, { ...next, contact_id: contactId, interaction_id: row.id });
    return row.id;
  });
}

/** The same for a form, once even if it is sent twice: see submitOnce(). */
export async function createInteractionOnce(
  db: OwnedDb,
  form: IdempotencyKey | undefined,
  { contactId, said, next }: { contactId: number; said: Said; next: NextTask | undefined },
  pathOf: () => string,
): Promise<RunOnceResult<{ ok: true; id: number }>> {
  const work = async (tx: OwnedDb) => ({ ok: true, id: await createInteraction(tx, contactId, said, next) }) as const;
  if (!form || next) return withIdempotencyKey(db, form, work, pathOf);
  const made = await insertOnce(db, form, 'interactions', { ...said, contact_id: contactId }, pathOf);
  if ('replayPath' in made) return { replayPath: made.replayPath, result: undefined };
  return { replayPath: undefined, result: { ok: true, id: made.id } };
}

/** Changes an interaction, if anything differs, unless it was changed since `version`, see isStale(). */
export async function updateInteraction(
  db: OwnedDb,
  before: Interaction,
  said: Said,
  version?: number,
): Promise<{ ok: true } | VersionConflict> {
  const same =
    before.content === said.content &&
    before.interaction_type === said.interaction_type &&
    before.occurred_at.getTime() === said.occurred_at.getTime();
  return db.transaction(async (tx) => {
    if (await isStale(tx, 'interactions', before.id, version)) return versionConflict;
    if (!same) await tx.interaction.update({ where: tx.key(before.id), data: said });
    return { ok: true };
  });
}

/** How many tasks came of it; they stay when it is deleted. */
export function countTasks(db: OwnedDb, interactionId: number): Promise<number> {
  return db.task.count({ where: { interaction_id: interactionId } });
}
