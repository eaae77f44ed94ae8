/** Beyond, pages say "1,000+": counting on would read every row. */
export const maxExactCount = 1_000;

/** SQL: how many rows there are, `from` being the statement from its FROM on, counted up to `max`. */
export function boundedCount(max: number | string, from: string): string {
  return `(SELECT count(*)::int FROM (SELECT ${from} LIMIT ${max}) counted)`;
}

/** SQL: the rows of a SELECT in its order, as JSON; see withDates(). */
export function jsonRows(select: string): string {
  return `(SELECT coalesce(json_agg(listed), '[]') FROM (${select}) listed)`;
}

/** SQL: a time of day so that withDates() reads it. */
export function jsonTime(column: string): string {
  return `'1970-01-01T' || ${column} || 'Z'`;
}
