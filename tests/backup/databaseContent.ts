// Everything a database holds, as text to compare.
import { createHash } from 'node:crypto';
import { Client } from 'pg';

/** Maps each table and sequence to its rows as PostgreSQL writes them, sorted. */
export async function contentOf(connectionString: string): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT relname AS name, relkind = 'S' AS is_sequence FROM pg_class WHERE relkind IN ('r', 'S')
        AND relnamespace = current_schema()::regnamespace AND relname <> '_prisma_migrations' ORDER BY 1`,
    );
    const content: Record<string, string[]> = {};
    for (const { name, is_sequence } of rows) content[name] = await linesOf(client, name, is_sequence);
    return content;
  } finally {
    await client.end();
  }
}

async function linesOf(client: Client, name: string, isSequence: boolean): Promise<string[]> {
  const line = isSequence ? `last_value || ' ' || is_called` : 't::text';
  const { rows } = await client.query<{ line: string }>(`SELECT ${line} AS line FROM "${name}" t ORDER BY 1`);
  return rows.map((row) => (row.line.length > 500 ? createHash('sha256').update(row.line).digest('hex') : row.line));
}
