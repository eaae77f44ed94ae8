/**
 * SQL: whether `from`, a table with its WHERE, has a row; for each outer row one is looked up by an index. PostgreSQL
 * would turn EXISTS into a join instead, and right after many rows were written, of which it has no statistics yet, it
 * may compare each row with each.
 */
export function existsByIndex(from: string): string {
  return `((SELECT true FROM ${from} LIMIT 1) IS NOT NULL)`;
}
