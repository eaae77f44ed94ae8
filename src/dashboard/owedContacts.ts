import type { Contact } from '../db/generated/client.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList } from '../db/sql/statement.ts';

const columns = [
  ...(['id', 'first_name', 'last_name', 'phone', 'email', 'created_at'] as const),
  ...(['last_contact_at', 'last_contact_type'] as const),
];

/** A contact whose keep-in-touch rhythm says that it is time to speak again. */
export type OwedContact = Pick<Contact, (typeof columns)[number]> & {
  company: string | null;
  /** The shortest rhythm of the contact and its tags. */
  touch_days: number;
};

export interface OwedContacts {
  people: OwedContact[];
  /** Whether there are more people than are shown. */
  hasMore: boolean;
  /** Whether somebody is due, but enough people were spoken with today. */
  isEnough: boolean;
}

/** The number for one day, so that the page never nags. */
export const maxOwed = 5;

/** SQL: the people who have been due longest, as JSON. `condition` is one on `t.contact_id`. */
export function firstOwedSql(limit: number, condition = 'true'): string {
  return jsonRows(`
    SELECT ${selectList('p', columns)}, d.days AS touch_days, ${companyName('p.company_id')} AS company
    FROM (SELECT t.contact_id, t.days, t.due_on FROM touch_dates t
        WHERE t.user_id = $1 AND t.due_on <= :today::date AND ${condition}
        ORDER BY t.due_on, t.contact_id LIMIT ${limit}) d
      JOIN contacts p ON p.user_id = $1 AND p.id = d.contact_id
    ORDER BY d.due_on, d.contact_id`);
}

const maxEntries = 20;

/**
 * SQL: how many people with a rhythm were spoken with since `:midnight` and are no longer due. Only the latest entries
 * are searched.
 */
export const keptInTouchSql = `(
  SELECT count(*)::int FROM touch_dates
  WHERE user_id = $1 AND due_on > :today::date AND contact_id = ANY (ARRAY(
    SELECT contact_id FROM interactions
    WHERE user_id = $1 AND occurred_at >= :midnight::timestamptz AND interaction_type <> 'note'
    ORDER BY occurred_at DESC, id DESC LIMIT ${maxEntries})))`;

/** `people` has one more than are shown. `contactedToday` is how many were spoken with today. */
export function owedContacts(people: OwedContact[], contactedToday: number): OwedContacts {
  const listed = people.slice(0, Math.max(0, maxOwed - contactedToday));
  return {
    people: listed,
    hasMore: people.length > listed.length,
    isEnough: people.length > 0 && contactedToday >= maxOwed,
  };
}
