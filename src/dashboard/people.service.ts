import { type ContactStatus, contactStatuses } from '../contacts/contacts.schema.ts';
import type { OwnedDb } from '../db/owned.ts';

export interface PeopleNumbers {
  byStatus: Record<ContactStatus, number>;
  total: number;
  /** With no open task, the churned left out. */
  unplanned: number;
  planned: number;
  samples: number;
}

/** All numbers of people in one reading of the table. */
export async function countPeople(db: OwnedDb): Promise<PeopleNumbers> {
  const groups = await db.contact.groupBy({ by: ['status', 'is_sample', 'open_tasks'], _count: true });
  const sum = (is: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(is).reduce((total, { _count }) => total + _count, 0);
  const byStatus = Object.fromEntries(contactStatuses.map((status) => [status, sum((one) => one.status === status)]));
  return {
    byStatus: byStatus as PeopleNumbers['byStatus'],
    total: sum(() => true),
    unplanned: sum(({ status, open_tasks }) => open_tasks === 0 && status !== 'churned'),
    planned: sum(({ open_tasks }) => open_tasks > 0),
    samples: sum(({ is_sample }) => is_sample),
  };
}
