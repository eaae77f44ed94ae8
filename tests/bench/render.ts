// What limit and stack share: running the page's statements and rendering the page from their rows.
import pg from 'pg';
import { type PlannedPage, sidPlaceholder } from './plan.ts';
import { toQuery } from './query.ts';
import type { Statement } from './recorder.ts';
import { fillTemplate } from './template.ts';

/** Has as many connections as the product. */
export function createPool(connectionString: string | undefined): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 8, keepAlive: true, statement_timeout: 15_000 });
  // The database may stop before these programs.
  pool.on('error', () => {});
  return pool;
}

export async function renderPage(pool: pg.Pool, { statements, template }: PlannedPage): Promise<string> {
  return fillTemplate(template, await Promise.all(statements.map((statement) => readRows(pool, statement, undefined))));
}

/** Reads the rows as arrays. */
export async function readRows(pool: pg.Pool, statement: Statement, sid: string | undefined): Promise<unknown[][]> {
  const query = toQuery(statement);
  if (sid !== undefined) query.values = statement.values.map((value) => (value === sidPlaceholder ? sid : value));
  return (await pool.query(query)).rows;
}
