/** Pages show "1,000+" beyond this number, because an exact count would read every row. */
export const maxExactCount = 1_000;

/** `from` is the statement from its FROM on. */
export function boundedCount(max: number | string, from: string): string {
  return `(SELECT count(*)::int FROM (SELECT ${from} LIMIT ${max}) counted)`;
}

export function jsonRows(select: string): string {
  return `(SELECT coalesce(json_agg(listed), '[]') FROM (${select}) listed)`;
}

export function jsonTime(column: string): string {
  return `'1970-01-01T' || ${column} || 'Z'`;
}
