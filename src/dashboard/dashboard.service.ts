import { type ContactStatus, contactStatuses } from '../contacts/contacts.schema.ts';
import type { ContactRow } from '../contacts/contacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';

export type StatusCounts = Record<ContactStatus, number>;

export async function countByStatus(db: OwnedDb): Promise<StatusCounts> {
  const groups = await db.contact.groupBy({ by: ['status'], _count: true });
  const counts = new Map(groups.map(({ status, _count }) => [status, _count]));
  return Object.fromEntries(contactStatuses.map((status) => [status, counts.get(status) ?? 0])) as StatusCounts;
}

const newest = 5;

export function newestContacts(db: OwnedDb): Promise<ContactRow[]> {
  return db.contact.findMany({
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    take: newest,
    include: { company: { select: { id: true, name: true } } },
  });
}
