import type { SearchCondition } from './searchCondition.ts';

export interface SearchedList {
  table: string;
  where: string;
  first(limit: number | string): string;
  order: string;
  sortColumns: string;
  skip: number | string;
  take: number;
  /** The maximum number of hits; NULL finds all. */
  maxHits: number | string;
  size: number | string;
  /** The number of sampled rows for estimating how frequent hits are, or SQL that selects `seen` and `hits`. */
  sample: number | string;
  /** How many rows are compared one by one where the index does not find every hit. */
  compared: number | string;
}

export const largeSize = 200_000;
/** Finding one hit in the index and sorting it takes as long as walking past this many rows. */
const hitCost = 3;

export function firstRows(table: string, sortColumns: string, order: string, where = 'TRUE'): SearchedList['first'] {
  return (limit) =>
    `SELECT id, search_text, ${sortColumns} FROM ${table} WHERE user_id = $1 AND ${where} ORDER BY ${order} LIMIT ${limit}`;
}

/** SQL, to follow WITH: `page`. A sample decides whether hits are `walked` to in order or `collected` by the index. */
export function searchHits(list: SearchedList, condition: SearchCondition): string {
  const { table, first, order, skip, take, maxHits } = list;
  return `sample AS MATERIALIZED (${sampleSql(list, condition)}),
    walked AS MATERIALIZED (
      SELECT * FROM (${first(`(SELECT ${walkLength(list, condition)} FROM sample)`)}) r
      WHERE ${condition.matches} LIMIT ${maxHits}),
    walk AS MATERIALIZED (SELECT coalesce(count(*) = ${maxHits}, FALSE) AS has_max_hits FROM walked),
    ${collectedSql(list, condition)},
    ids AS (
      (SELECT id FROM walked WHERE (SELECT has_max_hits FROM walk) OFFSET ${skip} LIMIT ${take})
      UNION ALL
      (SELECT id FROM collected ORDER BY ${order}
       OFFSET (SELECT CASE WHEN count(*) > ${skip} THEN ${skip} ELSE 0 END FROM collected) LIMIT ${take})
      LIMIT ${take}),
    page AS (SELECT r.* FROM ids JOIN ${table} r ON r.user_id = $1 AND r.id = ids.id)`;
}

function sampleSql({ sample, first }: SearchedList, { matches }: SearchCondition): string {
  if (typeof sample === 'string') return sample;
  return `SELECT count(*) AS seen, count(*) FILTER (WHERE ${matches}) AS hits FROM (${first(sample)}) r`;
}

function walkLength({ maxHits, size, compared }: SearchedList, { isExact }: SearchCondition): string {
  const way = `${maxHits}::float * seen / nullif(hits, 0)`;
  // When the index does not find every hit, a walk that is too short would lose hits.
  if (!isExact) return `greatest(${compared}, CASE WHEN hits > 1 THEN 10 * ${way} END)`;
  return `CASE WHEN ${way} < ${hitCost} * ${size}::float * hits / nullif(seen, 0) THEN 2 * ${way} ELSE 0 END`;
}

function collectedSql({ table, where, sortColumns }: SearchedList, { indexed, isExact }: SearchCondition): string {
  const columns = `id, ${sortColumns}`;
  const isMissing = 'NOT (SELECT has_max_hits FROM walk)';
  const selects = indexed.map(
    (condition) =>
      `SELECT ${columns} FROM ${table} r WHERE user_id = $1 AND ${where} AND ${isMissing} AND ${condition}`,
  );
  if (isExact) return selects.map((select, n) => stepSql(select, n, n === selects.length - 1)).join(', ');
  const walked = `SELECT ${columns} FROM walked WHERE ${isMissing}`;
  return `collected AS MATERIALIZED (${[walked, ...selects].join(' UNION ')})`;
}

function stepSql(select: string, n: number, isLast: boolean): string {
  const before = `found${n - 1}`;
  const either =
    n === 0 ? select : `SELECT * FROM ${before} UNION ALL ${select} AND NOT EXISTS (SELECT FROM ${before})`;
  return `${isLast ? 'collected' : `found${n}`} AS MATERIALIZED (${either})`;
}
