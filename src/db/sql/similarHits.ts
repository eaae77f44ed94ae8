import type { SearchCondition } from './searchCondition.ts';
import { type SearchedList, searchHits } from './searchHits.ts';
import type { SimilarCondition } from './similarCondition.ts';

/** Fewer exact hits than this are followed by similar ones. */
export const fewHits = 5;
/** So many similar records of a kind are shown at most. */
const maxSimilar = 5;

/** More names than this are not sorted. */
const maxNames = 50;

type List = Omit<SearchedList, 'skip' | 'take' | 'enough'>;

/**
 * SQL, to follow WITH: `page`, the first records of the list that resemble a search. `filter` is what they must fulfil
 * besides; it leaves out the exact hits.
 */
export function similarHits(list: List, { forms, names }: SimilarCondition, filter: string): string {
  const matches = `${forms} AND ${filter}`;
  const near = names.map(
    (condition, n) => `near${n} AS MATERIALIZED (
      SELECT id FROM ${list.table} WHERE user_id = $1 AND ${list.where} AND ${condition} AND ${filter}),`,
  );
  // Read from MATERIALIZED, so that the limit does not tempt the planner to walk the table.
  const indexed = names.map((_names, n) => `id = ANY (ARRAY(SELECT id FROM near${n} LIMIT ${maxNames}))`);
  const condition: SearchCondition = { matches, indexed: [...indexed, matches], isExact: true };
  const page = searchHits({ ...list, skip: 0, take: maxSimilar, enough: maxSimilar + 1 }, condition);
  return `${near.join(' ')} ${page}`;
}
