import type { Contact } from '../db/generated/client.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';
import { maxTodayRows, type TodayRow } from './todayRows.ts';

const columns = [
  ...(['id', 'first_name', 'last_name', 'phone', 'email', 'created_at'] as const),
  ...(['last_contact_at', 'last_contact_type', 'touch_due_on', 'touch_snoozed_until'] as const),
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

// As contacts_touch_due_idx has it.
const isOwed = 'user_id = $1 AND touch_due_on <= :today::date';

/**
 * SQL: the first of those who are owed a contact, the longest first, as JSON; some may stand on Today already. The rhythm is
 * that of crm_touch_days, written out since calling it for each row takes longer.
 */
export const firstOwedSql = jsonRows(`
  SELECT ${selectList('p', columns)}, ${companyName('p.company_id')} AS company,
    least(p.keep_in_touch_days, (SELECT min(t.keep_in_touch_days) FROM tags t WHERE t.user_id = $1 AND t.id = ANY (p.tag_ids))) AS touch_days
  FROM (SELECT * FROM contacts WHERE ${isOwed} ORDER BY touch_due_on, id LIMIT ${maxOwed + maxTodayRows}) p
  WHERE p.user_id = $1
  ORDER BY p.touch_due_on, p.id`);

const maxEntries = 20;

/** SQL: where somebody is owed a contact, the number of people with a rhythm who were spoken with since `:midnight`, up to five. */
export const keptInTouchSql = `(CASE WHEN (SELECT id FROM contacts WHERE ${isOwed} LIMIT 1) IS NULL THEN 0 ELSE (
  SELECT count(*)::int FROM (
    SELECT DISTINCT c.id FROM (
      SELECT contact_id FROM interactions
      WHERE user_id = $1 AND occurred_at >= :midnight::timestamptz AND interaction_type <> 'note'
      ORDER BY occurred_at DESC, id DESC LIMIT ${maxEntries}) i
    JOIN contacts c ON c.user_id = $1 AND c.id = i.contact_id
    WHERE c.touch_due_on > :today::date LIMIT ${maxOwed}) kept) END)`;

/** Without those whom a row of the list is about. `kept`: how many were spoken with today. */
export function owedContacts(people: OwedContact[], rows: TodayRow[], kept: number): OwedContacts {
  const shown = new Set(rows.map((row) => (row.kind === 'task' ? row.task.contact?.id : row.person.id)));
  const others = people.filter(({ id }) => !shown.has(id));
  const listed = others.slice(0, maxOwed - kept);
  return {
    people: listed,
    hasMore: people.length > listed.length,
    isEnough: others.length > 0 && kept >= maxOwed,
  };
}
