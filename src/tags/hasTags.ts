import type { Bind } from '../db/sql/statement.ts';

/** SQL: a record has all of these tags. The second condition is that of the partial index. */
export function hasTags(ids: number[], bind: Bind): string {
  return `tag_ids @> ${bind(ids)}::int[] AND tag_ids <> '{}'`;
}
