import pg from 'pg';
import { sendUnprepared } from './sql/statement.ts';

const name = 'mini_crm_probe';

const unpreparedNotice =
  'DATABASE_URL leads to a pooler that does not carry prepared statements, so statements are sent without them, which is ' +
  'slower. PgBouncer 1.21 or newer carries them with max_prepared_statements = 200.';

/**
 * Detects a pooler that shares one server session among clients, and then sends statements unprepared. Returns a notice
 * in that case.
 */
export async function adaptToPooler(connect: () => Promise<pg.Client>): Promise<string | undefined> {
  if (await carriesPreparedStatements(connect)) return undefined;
  sendUnprepared();
  return unpreparedNotice;
}

export function connectTo(connectionString: string): () => Promise<pg.Client> {
  return async () => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    return client;
  };
}

/** Two clients prepare different statements under one name: an unaware pooler sends both to the same session. */
async function carriesPreparedStatements(connect: () => Promise<pg.Client>): Promise<boolean> {
  const clients = [await connect(), await connect()];
  try {
    for (const [at, client] of clients.entries()) await client.query({ name, text: `SELECT ${at}::int`, values: [] });
    return true;
  } catch (error) {
    if (/^(42P05|26000)$/.test(String((error as { code?: unknown }).code))) return false;
    throw error;
  } finally {
    // Behind such a pooler it would stay in the session of others.
    await clients[0]?.query(`DEALLOCATE ${name}`).catch(() => {});
    for (const client of clients) await client.end();
  }
}
