import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import type { DatabaseSettings } from '../settings.ts';
import { connect, type Database } from './client.ts';
import { type EmbeddedServer, joinEmbedded, startEmbedded } from './embedded/embedded.ts';
import { migrate } from './migrate.ts';
import { adaptToPooler, connectTo } from './pooler.ts';
import { withClient } from './withClient.ts';

interface OpenedDatabase {
  url: string;
  /** A sentence for the operator, if there is one. */
  notice: string | undefined;
  close(): Promise<void>;
}

const minServerVersion = 150_000;
const startupTimeoutMs = 15_000;

/** Opens and migrates the database of DATABASE_URL, else the embedded one. @throws OperatorError */
export function openDatabase(settings: DatabaseSettings): Promise<OpenedDatabase> {
  return open(settings, startEmbedded);
}

/** Like openDatabase(), but shares a running embedded server. @throws OperatorError */
export function joinDatabase(settings: DatabaseSettings): Promise<OpenedDatabase> {
  return open(settings, joinEmbedded);
}

/** For command-line tools. */
export async function withDatabase<T>(
  settings: DatabaseSettings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { url, close } = await joinDatabase(settings);
  const database = connect(url);
  return work(database).finally(database.close).finally(close);
}

async function open(
  { databaseUrl, dataDir }: DatabaseSettings,
  embedded: typeof joinEmbedded,
): Promise<OpenedDatabase> {
  const { url, stop: close } = databaseUrl ? await openGiven(databaseUrl) : await embedded(dataDir);
  const notice = await prepare(url, databaseUrl !== undefined).catch((error) =>
    close().then(() => Promise.reject(error)),
  );
  return { url, notice, close };
}

async function prepare(url: string, isGiven: boolean): Promise<string | undefined> {
  const notice = isGiven ? await adaptToPooler(connectTo(url)) : undefined;
  await migrate(url);
  return notice;
}

async function openGiven(url: string): Promise<EmbeddedServer> {
  await waitFor(url, describeDatabase(url));
  return { url, stop: async () => {} };
}

async function waitFor(url: string, name: string): Promise<void> {
  const deadline = Date.now() + startupTimeoutMs;
  for (;;) {
    const problem = await probe(url);
    if (!problem) return;
    if (!problem.passing || Date.now() > deadline) throw new OperatorError(`${name} cannot be used: ${problem.text}.`);
    await delay(250);
  }
}

async function probe(url: string): Promise<{ text: string; passing: boolean } | undefined> {
  try {
    const version = await withClient({ connectionString: url, connectionTimeoutMillis: 5_000 }, serverVersion);
    if (version >= minServerVersion) return undefined;
    return {
      text: `it is PostgreSQL ${Math.floor(version / 10_000)}, and version 15 or newer is needed`,
      passing: false,
    };
  } catch (error) {
    return explain(error as Error & { code?: string });
  }
}

async function serverVersion(client: Client): Promise<number> {
  const { rows } = await client.query(`SELECT current_setting('server_version_num')::int AS version`);
  return rows[0].version;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at that address',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'there is no host of that name',
  '57P03': 'it is starting or stopping and does not get ready',
  '28P01': 'the user name or password is wrong',
  '3D000': 'there is no database of that name',
};
const transientCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03'];

function explain({ code = '', message }: Error & { code?: string }): { text: string; passing: boolean } {
  return {
    text: reasons[code] ?? message.replace(/\.$/, ''),
    passing: transientCodes.includes(code) || /timeout|terminated/.test(message),
  };
}

function describeDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} (DATABASE_URL)`;
}
