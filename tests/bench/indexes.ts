import { Client } from 'pg';

/** About the number of processors. */
const sessions = 2;

/** Drops all indexes that belong to no constraint, and returns a function that creates them again. */
export async function dropIndexes(client: Client, tables: string[]): Promise<(url: string) => Promise<void>> {
  const { rows } = await client.query<{ name: string; text: string }>(ofTables, [tables]);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return async (url) => {
    const left = rows.map(({ text }) => text);
    await Promise.all(Array.from({ length: sessions }, () => createIndexes(url, left)));
  };
}

// Text indexes take longest, so they come first.
const ofTables = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS text
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
  WHERE indrelid::regclass::text = ANY ($1) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  ORDER BY amname <> 'gin', pg_relation_size(indrelid) DESC`;

async function createIndexes(url: string, left: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`SET maintenance_work_mem = '1GB'`);
  for (let text = left.shift(); text; text = left.shift()) await client.query(text);
  await client.end();
}
