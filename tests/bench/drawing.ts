// What the limit and the stack share: the page's statements, and the page made from their rows.
import pg from 'pg';
import { type PlannedPage, sidMark } from './plan.ts';
import { queryOf } from './query.ts';
import type { Statement } from './recorder.ts';
import { fill } from './template.ts';

/** With as many connections as the product has. */
export function poolFor(connectionString: string | undefined): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 8, keepAlive: true, statement_timeout: 15_000 });
  // The database may be stopped before these programs are.
  pool.on('error', () => {});
  return pool;
}

export async function drawPage(pool: pg.Pool, { statements, template }: PlannedPage): Promise<string> {
  return fill(template, await Promise.all(statements.map((statement) => read(pool, statement, undefined))));
}

/** The rows, as arrays. */
export async function read(pool: pg.Pool, statement: Statement, sid: string | undefined): Promise<unknown[][]> {
  const query = queryOf(statement);
  if (sid !== undefined) query.values = statement.values.map((value) => (value === sidMark ? sid : value));
  return (await pool.query(query)).rows;
}
