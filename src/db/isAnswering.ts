import pg from 'pg';

const timeoutMs = 1_500;
/** Too many connections: the database does answer. */
const tooManyConnections = '53300';

const asked = new WeakMap<pg.Pool, Promise<boolean>>();

/** Whether the database answers a new connection; a frozen one does not. Parallel calls share one check. */
export function isAnswering(pool: pg.Pool): Promise<boolean> {
  const known = asked.get(pool);
  if (known) return known;
  const answer = ask(pool).finally(() => asked.delete(pool));
  asked.set(pool, answer);
  return answer;
}

async function ask({ options }: pg.Pool): Promise<boolean> {
  const client = new pg.Client({
    ...(options.connectionString && { connectionString: options.connectionString }),
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === tooManyConnections;
  } finally {
    client.end().catch(() => {});
  }
}
