import { type ContactStatus, contactStatuses } from '../contacts/contacts.schema.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';

export interface ContactCounts {
  byStatus: Record<ContactStatus, number>;
  total: number;
  /** Contacts without an open task, except the churned. */
  unplanned: number;
  samples: number;
}

export interface StatusCounts {
  status: ContactStatus;
  people: number;
  unplanned: number;
  samples: number;
}

/** SQL: the counts that the database keeps, by status, as JSON. */
export const contactCountsSql = jsonRows(`
  SELECT status, sum(people) AS people, sum(unplanned) AS unplanned, sum(samples) AS samples
  FROM contact_counts WHERE user_id = $1 GROUP BY status`);

export function sumContactCounts(lines: StatusCounts[]): ContactCounts {
  const sum = (number: (line: StatusCounts) => number) => lines.reduce((total, line) => total + number(line), 0);
  const byStatus = Object.fromEntries(
    contactStatuses.map((status) => [status, sum((line) => (line.status === status ? line.people : 0))]),
  ) as ContactCounts['byStatus'];
  return {
    byStatus,
    total: sum(({ people }) => people),
    unplanned: sum(({ status, unplanned }) => (status === 'churned' ? 0 : unplanned)),
    samples: sum(({ samples }) => samples),
  };
}
