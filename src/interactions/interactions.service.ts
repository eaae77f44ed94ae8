import { type Contact, type Interaction, Prisma, type Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { selectList } from '../db/sql/statement.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';

export type InteractionInput = Pick<Interaction, 'interaction_type' | 'content'> & { occurred_at: Date } & MailColumns;

/** Set for an email that the app read or sent; never changed afterwards. */
type MailColumns = Partial<Pick<Interaction, 'direction' | 'message_hash'>>;

export type TimelineRow = Pick<
  Interaction,
  'id' | 'interaction_type' | 'content' | 'occurred_at' | 'direction' | 'created_at' | 'updated_at'
> & { tasks: Pick<Task, 'id' | 'title' | 'status' | 'due_date'>[] };
export type InteractionRow = Interaction & { contact: Pick<Contact, 'id' | 'first_name' | 'last_name'> };

/** @throws when there is no such interaction of this user (404) */
export async function getInteraction(db: OwnedDb, id: number): Promise<InteractionRow> {
  const [row] = await db.read<Interaction & Pick<Contact, 'first_name' | 'last_name'>>(interactionText, { id });
  if (!row) throw new RowNotFoundError();
  const { first_name, last_name, ...interaction } = row;
  return { ...interaction, contact: { id: interaction.contact_id, first_name, last_name } };
}

const interactionText = `
  SELECT ${selectList('i', Object.keys(Prisma.InteractionScalarFieldEnum))}, c.first_name, c.last_name
  FROM interactions i JOIN contacts c ON c.user_id = $1 AND c.id = i.contact_id
  WHERE i.user_id = $1 AND i.id = :id::int`;

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
    if (!same) await tx.interaction.update({ where: tx.key(before.id), data: input, select: { id: true } });
    return { ok: true };
  });
}

/** How many tasks were planned with it; they stay when it is deleted. */
export function countTasks(db: OwnedDb, interactionId: number): Promise<number> {
  return db.task.count({ where: { interaction_id: interactionId } });
}
