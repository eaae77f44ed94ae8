import { jsonRows } from '../db/sql/boundedCount.ts';
import type { Wanted } from '../db/sql/searchCondition.ts';

export interface Kind {
  table: string;
  /** The rows in their order as an index gives them; two are gone through one after the other. */
  lists: { where?: string; order: string }[];
  /** The order of both. */
  order: string;
  /** Of a row `r`. */
  columns: string;
  most: number;
}

const sampled = 200;
const oftenInSample = 3;
const walkedMost = 4_000;
/** For one or two letters, of which the index knows the beginnings of words only; and where it does not help at all. */
const walkedShort = 1_500;
const walkedWithoutIndex = 5_000;

/**
 * SQL: the first hits of a kind in its order as JSON, `{ rows, isAll }`. A look at the first 200 rows tells which way is
 * short: a word that many rows have is soon met by walking through them in their order; one that few have is asked of the
 * trigram index, which would be slow at collecting thousands.
 */
export function findSql(kind: Kind, { holds, isWhole, ...wanted }: Wanted): string {
  const probe = wanted.probe();
  const { table, lists, order, columns, most } = kind;
  const seenMost = sampled / lists.length;
  const isOften = `hits >= ${oftenInSample} OR seen < ${seenMost}`;
  const walked = probe ? walkedShort : walkedWithoutIndex;
  const walk = isWhole ? `(SELECT CASE WHEN ${isOften} THEN ${walkedMost} ELSE 0 END FROM sample)` : walked;
  const probed = probe
    ? `SELECT r.* FROM ${table} r WHERE user_id = $1 AND NOT (SELECT ${isOften} FROM sample) AND ${probe}`
    : `SELECT r.* FROM ${table} r WHERE user_id = $1 AND FALSE`;
  return `(WITH sample AS MATERIALIZED (
      SELECT count(*) AS seen, count(*) FILTER (WHERE ${holds}) AS hits FROM (${inOrder(kind, seenMost)}) first),
    probed AS MATERIALIZED (${probed}),
    found AS MATERIALIZED (
      (SELECT id FROM (${inOrder(kind, walk)}) walked WHERE ${holds} LIMIT ${most})
      UNION (SELECT id FROM probed r ORDER BY ${order} LIMIT ${most}))
    SELECT json_build_object(
      'isAll', (SELECT ${isWhole ? `seen < ${seenMost} OR NOT (${isOften})` : `seen < ${seenMost}`} FROM sample),
      'rows', ${jsonRows(`
        SELECT ${columns} FROM found JOIN ${table} r ON r.user_id = $1 AND r.id = found.id
        ORDER BY ${order} LIMIT ${most}`)}))`;
}

function inOrder({ table, lists }: Kind, most: number | string): string {
  const list = ({ where, order }: Kind['lists'][number]) =>
    `(SELECT id, search_text FROM ${table} WHERE user_id = $1 ${where ? `AND ${where}` : ''} ORDER BY ${order} LIMIT ${most})`;
  return lists.map(list).join(' UNION ALL ');
}
