import type { Prisma } from '../db/generated/client.ts';

export interface RecordCounts {
  contacts: number;
  companies: number;
  interactions: number;
  tasks: number;
}

export async function countRecords(
  prisma: Prisma.TransactionClient,
  ids: number[],
): Promise<(id: number) => RecordCounts> {
  const each = { by: ['user_id' as const], where: { user_id: { in: ids } }, _count: { _all: true } } as const;
  const [contacts, companies, interactions, tasks] = await Promise.all([
    prisma.contact.groupBy({ ...each, by: ['user_id'] }).then(byUser),
    prisma.company.groupBy({ ...each, by: ['user_id'] }).then(byUser),
    prisma.interaction.groupBy({ ...each, by: ['user_id'] }).then(byUser),
    prisma.task.groupBy({ ...each, by: ['user_id'] }).then(byUser),
  ]);
  return (id) => ({
    contacts: contacts.get(id) ?? 0,
    companies: companies.get(id) ?? 0,
    interactions: interactions.get(id) ?? 0,
    tasks: tasks.get(id) ?? 0,
  });
}

function byUser(groups: { user_id: number; _count: { _all: number } }[]): Map<number, number> {
  return new Map(groups.map(({ user_id, _count }) => [user_id, _count._all]));
}
