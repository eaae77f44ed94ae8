import { type ContactStatus, contactStatuses } from '../contacts/contacts.schema.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';

export interface PeopleNumbers {
  byStatus: Record<ContactStatus, number>;
  total: number;
  /** With no open task, the churned left out. */
  unplanned: number;
  samples: number;
}

/** A line of the kept counts. */
export interface StatusNumbers {
  status: ContactStatus;
  people: number;
  unplanned: number;
  samples: number;
}

/** SQL: the kept counts by status, as JSON. */
export const peopleNumbers = jsonRows(`
  SELECT status, sum(people) AS people, sum(unplanned) AS unplanned, sum(samples) AS samples
  FROM contact_counts WHERE user_id = $1 GROUP BY status`);

export function peopleOf(lines: StatusNumbers[]): PeopleNumbers {
  const sum = (number: (line: StatusNumbers) => number) => lines.reduce((total, line) => total + number(line), 0);
  const byStatus = Object.fromEntries(
    contactStatuses.map((status) => [status, sum((line) => (line.status === status ? line.people : 0))]),
  ) as PeopleNumbers['byStatus'];
  return {
    byStatus,
    total: sum(({ people }) => people),
    unplanned: sum(({ status, unplanned }) => (status === 'churned' ? 0 : unplanned)),
    samples: sum(({ samples }) => samples),
  };
}
