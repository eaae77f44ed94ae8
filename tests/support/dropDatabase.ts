// Drops a database of a test, even if the role of the tests is not a superuser.
import { ask } from './embedded.ts';

/**
 * Drops the database of an address, if it is there, after ending our own connections to it.
 *
 * Not by `WITH (FORCE)`: that is refused while autovacuum is at work in the database, because its process belongs to
 * a superuser. A plain DROP DATABASE ends autovacuum itself, and waits five seconds for connections that are closing.
 */
export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const server = Object.assign(new URL(url), { pathname: '/postgres' }).href;
  await ask(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND usename = current_user`,
  );
  await ask(server, `DROP DATABASE IF EXISTS ${name}`);
}
