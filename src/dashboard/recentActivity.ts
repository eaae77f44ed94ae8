import { maxExcerptInput } from '../core/excerpt.ts';
import type { Contact, Interaction } from '../db/generated/client.ts';
import { boundedCount, jsonRows, maxExactCount } from '../db/sql/boundedCount.ts';
import { companyName } from '../db/sql/companyName.ts';

type Name = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

export type NewContact = Name & Pick<Contact, 'created_at'> & { company: string | null };

/** A recent entry. `content` is an excerpt. */
export type LatestInteraction = Pick<Interaction, 'id' | 'interaction_type' | 'content' | 'occurred_at'> & {
  contact: Name;
};

export interface CompletedTask {
  id: number;
  title: string;
}

const maxListed = 5;

/** SQL: the contacts that were added last, as JSON. Ids ascend, so that the primary key gives the order. */
export const newestContactsSql = jsonRows(`
  SELECT p.id, p.first_name, p.last_name, p.created_at, ${companyName('p.company_id')} AS company
  FROM contacts p WHERE p.user_id = $1 ORDER BY p.id DESC LIMIT ${maxListed}`);

export const latestInteractionsSql = jsonRows(`
  SELECT i.id, i.interaction_type, left(i.content, ${maxExcerptInput}) AS content, i.occurred_at,
    json_build_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name) AS contact
  FROM (SELECT * FROM interactions WHERE user_id = $1 ORDER BY occurred_at DESC, id DESC LIMIT ${maxListed}) i
    JOIN contacts c ON c.user_id = $1 AND c.id = i.contact_id
  ORDER BY i.occurred_at DESC, i.id DESC`);

const completedTasks = "FROM tasks WHERE user_id = $1 AND status = 'done' AND completed_at";

/**
 * SQL: how many tasks were completed since `:midnight`, and between `:yesterday` and `:midnight`. Exact up to 1,000.
 */
export const countCompletedTasksSql = {
  today: boundedCount(maxExactCount + 1, `${completedTasks} >= :midnight::timestamptz`),
  yesterday: boundedCount(
    maxExactCount + 1,
    `${completedTasks} >= :yesterday::timestamptz AND completed_at < :midnight::timestamptz`,
  ),
};

export function lastCompletedTasksSql(limit: number): string {
  return jsonRows(`
    SELECT id, title ${completedTasks} >= :yesterday::timestamptz
    ORDER BY completed_at DESC NULLS LAST, id DESC LIMIT ${limit}`);
}
