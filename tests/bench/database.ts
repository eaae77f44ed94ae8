// The running database, seen by its superuser, with statement counts.
import { Client } from 'pg';
import { existingClusterPaths } from '../../src/db/embedded/clusterPaths.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/embedded.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';
import { migrate } from '../../src/db/migrate.ts';
import { superuserUrl } from './loaded.ts';
import type { Meter } from './measure.ts';

export interface BenchDatabase extends Meter {
  url: string;
  client: Client;
  stop(): Promise<void>;
}

/** Starts it as in production, except for the module that counts statements. */
export async function startDatabase(folder: string): Promise<BenchDatabase> {
  const settings = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': 5000 };
  const server = await startEmbedded(folder, { settings });
  await migrate(server.url);
  const client = new Client({ connectionString: superuserUrl(server.url) });
  await client.connect();
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  return { ...meter(client, folder), url: server.url, client, stop: () => stop(client, server) };
}

function meter(client: Client, folder: string): Meter {
  const place = existingClusterPaths(folder);
  const postmaster = (place && runningPostmaster(place.cluster)?.pid) ?? 0;
  return {
    postmaster,
    resetStatements: async () => void (await client.query('SELECT pg_stat_statements_reset()')),
    countStatements: async () => Number((await client.query(countCalls)).rows[0].calls),
  };
}

// Counts the application's statements only: not those of the benchmark, nor the SET of a new connection.
const countCalls = `
  SELECT coalesce(sum(calls), 0) AS calls FROM pg_stat_statements
  WHERE userid <> current_user::regrole AND query NOT ILIKE 'SET %'`;

async function stop(client: Client, server: EmbeddedServer): Promise<void> {
  await client.end();
  await server.stop();
}

/** Bytes on disk by table, indexes included, divided by the number of contacts. */
export async function bytesPerContact(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; bytes: string }>(`
    SELECT relname AS name, pg_total_relation_size(oid) / (SELECT count(*) FROM contacts) AS bytes
    FROM pg_class WHERE relname IN ('companies', 'contacts', 'interactions', 'tasks') AND relkind = 'r'`);
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}
