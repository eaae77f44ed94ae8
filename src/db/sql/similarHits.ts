import type { SearchCondition } from './searchCondition.ts';
import { type SearchedList, searchHits } from './searchHits.ts';
import type { SimilarCondition } from './similarCondition.ts';

export const fewHits = 5;
const maxSimilar = 5;

const maxNames = 50;

type List = Omit<SearchedList, 'skip' | 'take' | 'maxHits'>;

/** SQL, to follow WITH: `page`. `filter` leaves out the exact hits. */
export function similarHits(list: List, { forms, names }: SimilarCondition, filter: string): string {
  const matches = `${forms} AND ${filter}`;
  const near = names.map(
    (condition, n) => `near${n} AS MATERIALIZED (
      SELECT id FROM ${list.table} WHERE user_id = $1 AND ${list.where} AND ${condition} AND ${filter}),`,
  );
  // MATERIALIZED keeps the planner from walking the table because of the limit.
  const indexed = names.map((_names, n) => `id = ANY (ARRAY(SELECT id FROM near${n} LIMIT ${maxNames}))`);
  const condition: SearchCondition = { matches, indexed: [...indexed, matches], isExact: true };
  const page = searchHits({ ...list, skip: 0, take: maxSimilar, maxHits: maxSimilar + 1 }, condition);
  return `${near.join(' ')} ${page}`;
}
