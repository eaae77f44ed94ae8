import type { Interaction, InteractionType, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pageSize } from '../db/paginate.ts';
import type { ContactEntries } from './contactData.ts';

/** An entry that a sentence rests on, as a link: where it stands and what it is. */
type Source =
  | { kind: 'said'; id: number; contactId: number; page: number; type: InteractionType; at: Date }
  | { kind: 'task'; id: number; title: string }
  | { kind: 'contact' };

export type Sources = Map<string, Source>;

type Said = Pick<Interaction, 'id' | 'contact_id' | 'interaction_type' | 'occurred_at'>;

/** The sources among entries that were just read. */
export function sourcesAmong({ interactions, tasks }: Pick<ContactEntries, 'interactions' | 'tasks'>): Sources {
  return mapOf(interactions, tasks);
}

/** How far back the page of an old entry is still looked up. */
const farthest = 500;

/** The sources of a stored summary that are still there; what was deleted since is no link any more. */
export async function sourcesOf(db: OwnedDb, contactId: number, refs: string[]): Promise<Sources> {
  const ids = (kind: string) =>
    refs.filter((ref) => ref.startsWith(`${kind}-`)).map((ref) => Number(ref.split('-')[1]));
  const [said, due] = [ids('interaction'), ids('task')];
  const select = { id: true, contact_id: true, interaction_type: true, occurred_at: true } as const;
  const [interactions, tasks] = await Promise.all([
    said.length === 0
      ? []
      : db.interaction.findMany({
          where: { contact_id: contactId },
          orderBy: [{ occurred_at: 'desc' }, { id: 'desc' }],
          take: farthest,
          select,
        }),
    due.length === 0 ? [] : db.task.findMany({ where: { id: { in: due } }, select: { id: true, title: true } }),
  ]);
  return mapOf(interactions, tasks);
}

function mapOf(interactions: Said[], tasks: Pick<Task, 'id' | 'title'>[]): Sources {
  const said = interactions.map((row, at): [string, Source] => [
    `interaction-${row.id}`,
    {
      kind: 'said',
      id: row.id,
      contactId: row.contact_id,
      page: Math.floor(at / pageSize) + 1,
      type: row.interaction_type,
      at: row.occurred_at,
    },
  ]);
  const due = tasks.map(({ id, title }): [string, Source] => [`task-${id}`, { kind: 'task', id, title }]);
  return new Map<string, Source>([['contact', { kind: 'contact' }], ...said, ...due]);
}
