import type { Contact } from '../db/generated/client.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { maxTodayRows, type TodayRow } from './todayRows.ts';

const columns = [
  ...(['id', 'first_name', 'last_name', 'phone', 'email', 'created_at'] as const),
  ...(['last_contact_at', 'last_contact_type'] as const),
];

/** Somebody with whom the rhythm says that it is time to speak again. */
export type OwedContact = Pick<Contact, (typeof columns)[number]> & {
  company: string | null;
  /** The shortest rhythm of the contact and its tags. */
  touch_days: number;
};

export interface OwedContacts {
  people: OwedContact[];
  /** Whether others wait who are not shown here. */
  hasMore: boolean;
  /** That somebody waits, but enough people were spoken with today. */
  isEnough: boolean;
}

/** Of a day, so that it never nags. */
export const maxOwed = 5;

/** SQL: the first of those who are owed a contact, the longest first, as JSON; some may stand on Today already. */
export const firstOwedSql = jsonRows(`
  SELECT ${selectList('p', columns)}, d.days AS touch_days,
    ${companyName('p.company_id')} AS company
  FROM (SELECT * FROM touch_dates WHERE user_id = $1 AND due_on <= :today::date
      ORDER BY due_on, contact_id LIMIT ${maxOwed + maxTodayRows}) d
    JOIN contacts p ON p.user_id = $1 AND p.id = d.contact_id
  ORDER BY d.due_on, d.contact_id`);

const maxEntries = 20;

/** SQL: how many people with a rhythm who are not owed a contact were spoken with since `:midnight`, of the last entries. */
export const keptInTouchSql = `(
  SELECT count(DISTINCT d.contact_id)::int FROM (
      SELECT contact_id FROM interactions
      WHERE user_id = $1 AND occurred_at >= :midnight::timestamptz AND interaction_type <> 'note'
      ORDER BY occurred_at DESC, id DESC LIMIT ${maxEntries}) i
    JOIN touch_dates d ON d.user_id = $1 AND d.contact_id = i.contact_id
  WHERE d.due_on > :today::date)`;

/** Without those whom a row of the list is about. `kept`: how many were spoken with today. */
export function owedContacts(people: OwedContact[], rows: TodayRow[], kept: number): OwedContacts {
  const shown = new Set(rows.map((row) => (row.kind === 'task' ? row.task.contact?.id : row.person.id)));
  const others = people.filter(({ id }) => !shown.has(id));
  const listed = others.slice(0, Math.max(0, maxOwed - kept));
  return {
    people: listed,
    hasMore: people.length > listed.length,
    isEnough: others.length > 0 && kept >= maxOwed,
  };
}
