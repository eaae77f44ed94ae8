import type { Interaction, InteractionType, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pageSize } from '../db/paginate.ts';
import type { ContactEntries } from './contactData.ts';

type Source =
  | { kind: 'interaction'; id: number; contactId: number; page: number; type: InteractionType; at: Date }
  | { kind: 'task'; id: number; title: string }
  | { kind: 'contact' };

export type Sources = Map<string, Source>;

type CitedInteraction = Pick<Interaction, 'id' | 'contact_id' | 'interaction_type' | 'occurred_at'>;

export function sourcesFromEntries({ interactions, tasks }: Pick<ContactEntries, 'interactions' | 'tasks'>): Sources {
  return sourcesByRef(interactions, tasks);
}

/** Older interactions get no link: their page in the timeline is not looked up. */
const maxInteractions = 500;

export async function findSources(db: OwnedDb, contactId: number, refs: string[]): Promise<Sources> {
  const ids = (kind: string) =>
    refs.filter((ref) => ref.startsWith(`${kind}-`)).map((ref) => Number(ref.split('-')[1]));
  const [interactionIds, taskIds] = [ids('interaction'), ids('task')];
  const select = { id: true, contact_id: true, interaction_type: true, occurred_at: true } as const;
  const [interactions, tasks] = await Promise.all([
    interactionIds.length === 0
      ? []
      : db.interaction.findMany({
          where: { contact_id: contactId },
          orderBy: [{ occurred_at: 'desc' }, { id: 'desc' }],
          take: maxInteractions,
          select,
        }),
    taskIds.length === 0 ? [] : db.task.findMany({ where: { id: { in: taskIds } }, select: { id: true, title: true } }),
  ]);
  return sourcesByRef(interactions, tasks);
}

function sourcesByRef(interactions: CitedInteraction[], tasks: Pick<Task, 'id' | 'title'>[]): Sources {
  const interactionSources = interactions.map((row, index): [string, Source] => [
    `interaction-${row.id}`,
    {
      kind: 'interaction',
      id: row.id,
      contactId: row.contact_id,
      page: Math.floor(index / pageSize) + 1,
      type: row.interaction_type,
      at: row.occurred_at,
    },
  ]);
  const taskSources = tasks.map(({ id, title }): [string, Source] => [`task-${id}`, { kind: 'task', id, title }]);
  return new Map<string, Source>([['contact', { kind: 'contact' }], ...interactionSources, ...taskSources]);
}
