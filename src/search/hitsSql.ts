import { jsonRows } from '../db/sql/boundedCount.ts';
import type { SearchCondition } from '../db/sql/searchCondition.ts';
import { searchHits } from '../db/sql/searchHits.ts';
import { type SearchKind, sampleSize } from './searchKinds.ts';

/** How many rows are compared for one or two letters, and for other signs alone, which no index knows. */
const compared = 1_500;
const comparedWithoutIndex = 5_000;

/** SQL: the first `max` hits of a kind in its order as JSON, `{ rows, isComplete }`. */
export function hitsSql(kind: SearchKind, max: number, condition: SearchCondition): string {
  const { isExact, indexed } = condition;
  const list = {
    ...kind,
    where: 'TRUE',
    skip: 0,
    take: max,
    maxHits: max + 1,
    sample: sampleSize,
    compared: indexed.length > 0 ? compared : comparedWithoutIndex,
  };
  const isComplete = isExact ? `count(*) <= ${max} FROM collected` : `seen < ${sampleSize} FROM sample`;
  return `(WITH ${searchHits(list, condition)}
    SELECT json_build_object(
      'isComplete', (SELECT NOT has_max_hits FROM walk) AND (SELECT ${isComplete}),
      'rows', ${jsonRows(`SELECT ${kind.columns} FROM page r ORDER BY ${kind.order}`)}))`;
}
