import { pageSize } from '../paginate.ts';
import type { Bind } from './statement.ts';

interface IndexedList {
  table: string;
  where: string;
  order: string;
  page: number;
}

/** SQL, to follow a `size` with the `total` of the list. A page past the end is the first one. */
export function listPage({ table, where, order, page }: IndexedList, bind: Bind): string {
  const from = `FROM ${table} WHERE user_id = $1 AND ${where}`;
  if (page === 1) return `page AS (SELECT * ${from} ORDER BY ${order} LIMIT ${pageSize})`;
  const skip = `${bind((page - 1) * pageSize)}::int`;
  return `place AS MATERIALIZED (
      SELECT skip, after, skip <= after AS is_near, least(${pageSize}, total - skip) AS take
      FROM size,
        LATERAL (SELECT CASE WHEN ${skip} < total THEN ${skip} ELSE 0 END AS skip) s,
        LATERAL (SELECT greatest(0, total - skip - ${pageSize}) AS after) a),
    ids AS (
      (SELECT id ${from} ORDER BY ${order}
       OFFSET (SELECT skip FROM place) LIMIT (SELECT CASE WHEN is_near THEN take ELSE 0 END FROM place))
      UNION ALL
      (SELECT id ${from} ORDER BY ${reversed(order)}
       OFFSET (SELECT after FROM place) LIMIT (SELECT CASE WHEN is_near THEN 0 ELSE take END FROM place))
      LIMIT ${pageSize}),
    page AS (SELECT r.* FROM ids JOIN ${table} r ON r.user_id = $1 AND r.id = ids.id)`;
}

function reversed(order: string): string {
  const columns = order.split(', ').map((column) => column.split(' DESC'));
  return columns.map(([column, wasDescending]) => (wasDescending === undefined ? `${column} DESC` : column)).join(', ');
}
