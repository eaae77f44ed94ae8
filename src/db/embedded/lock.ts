// PostgreSQL's advisory locks belong to a session, so they end with the process.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Cluster, databaseUrl } from './cluster.ts';
import { ensureRunning } from './postgresServer.ts';
import { AlreadyRunningError } from './startErrors.ts';

const lockClass = 72_707_370;
const appLock = 1;
const toolLock = 2;
const toolName = 'mini-crm tool';
const appName = /^mini-crm (\d+)$/;

/** The session of a killed process can outlive it by a moment. */
const maxAttempts = 10;

export interface LockSession {
  client: Client;
  port: number;
}

/** @throws AlreadyRunningError when another application has the lock */
export async function takeAppLock(cluster: Cluster, wishedPort = 0): Promise<LockSession> {
  for (let attempt = 1; ; ) {
    const session = await openSession(cluster, `mini-crm ${process.pid}`, wishedPort);
    if (await tryLock(session.client, appLock)) return session;
    const holder = await lockHolder(session.client);
    await session.client.end();
    // A tool has the lock only while it stops the server, so this start waits.
    if (holder !== toolName && attempt++ >= maxAttempts)
      throw new AlreadyRunningError(cluster.paths.dataDir, parsePid(holder));
    await delay(50);
  }
}

export async function joinSession(cluster: Cluster): Promise<LockSession> {
  for (;;) {
    const session = await openSession(cluster, toolName, 0);
    if (await shareLock(session.client)) return session;
  }
}

/** Whether nobody else uses the server; if so, nobody can begin to. */
export async function isLastUser({ client }: LockSession): Promise<boolean> {
  return (await tryLock(client, toolLock)) && (await tryLock(client, appLock));
}

async function openSession(cluster: Cluster, name: string, wishedPort: number): Promise<LockSession> {
  for (;;) {
    const port = await ensureRunning(cluster, wishedPort);
    const session = await connect(databaseUrl(cluster.paths, port, 'postgres'), name);
    if (session) return { client: session, port };
    await delay(50);
  }
}

/** Undefined while the server is starting or stopping, when another attempt may succeed. */
async function connect(connectionString: string, name: string): Promise<Client | undefined> {
  const client = new Client({ connectionString, application_name: name, ssl: false, keepAlive: true });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (isTransient(error)) return undefined;
    throw error;
  }
}

function isTransient(error: unknown): boolean {
  const { code = '', message } = error as Error & { code?: string };
  return ['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'].includes(code) || /terminated unexpectedly/.test(message);
}

async function shareLock(client: Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_lock_shared($1, $2)', [lockClass, toolLock]);
    return true;
  } catch (error) {
    if (isTransient(error)) return false;
    throw error;
  }
}

async function tryLock(client: Client, lock: number): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1, $2) AS got', [lockClass, lock]);
  return rows[0].got;
}

async function lockHolder(client: Client): Promise<string> {
  const { rows } = await client.query(
    `SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted`,
    [lockClass, appLock],
  );
  return rows[0]?.application_name ?? '';
}

function parsePid(holder: string): string {
  return appName.exec(holder)?.[1] ?? 'unknown';
}
