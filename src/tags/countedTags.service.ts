import type { Tag } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { hasTags } from './hasTags.ts';
import type { NamedTag } from './tags.service.ts';

export interface TagCounts {
  people: number;
  companies: number;
}

export type CountedTag = NamedTag & TagCounts & Pick<Tag, 'keep_in_touch_days'>;

const uses = (kind: 'contacts' | 'companies') => `(
  SELECT u.id, count(*) AS times
  FROM (SELECT tag_ids FROM ${kind} WHERE user_id = $1 AND tag_ids <> '{}') tagged, unnest(tagged.tag_ids) AS u(id)
  GROUP BY u.id)`;

/** All tags by name, with the numbers of people and companies that have them. */
export function listCountedTags(db: OwnedDb): Promise<CountedTag[]> {
  return db.read<CountedTag>(
    `SELECT t.id, t.name, t.color, t.keep_in_touch_days, coalesce(p.times, 0)::int AS people, coalesce(c.times, 0)::int AS companies
     FROM tags t LEFT JOIN ${uses('contacts')} p ON p.id = t.id LEFT JOIN ${uses('companies')} c ON c.id = t.id
     WHERE t.user_id = $1 ORDER BY crm_fold(t.name), t.id`,
  );
}

export async function countTagged(db: OwnedDb, id: number): Promise<TagCounts> {
  const count = (kind: 'contacts' | 'companies') =>
    `(SELECT count(*) FROM ${kind} WHERE user_id = $1 AND ${hasTags([id], () => '$2')})::int`;
  const [counts] = await db.read<TagCounts>(
    `SELECT ${count('contacts')} AS people, ${count('companies')} AS companies`,
    [[id]],
  );
  if (!counts) throw new RowNotFoundError();
  return counts;
}
