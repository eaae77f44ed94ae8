// Who may use a running cluster: one application, which owns it, and any number of command-line tools beside it.
// The locks are PostgreSQL's own advisory locks, held by a session, so that they end with the process whatever happens to it.
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

/** The session of a process that was just killed can outlive it by a moment. */
const maxAttempts = 10;

export interface LockSession {
  client: Client;
  port: number;
}

/** The application's lock on a running cluster. Throws `AlreadyRunning` when another application has it. */
export async function takeAppLock(cluster: Cluster, wishedPort = 0): Promise<LockSession> {
  for (let attempt = 1; ; ) {
    const session = await openSession(cluster, `mini-crm ${process.pid}`, wishedPort);
    if (await tryLock(session.client, appLock)) return session;
    const holder = await lockHolder(session.client);
    await session.client.end();
    // A tool has it only while it stops the cluster: then this start has to wait.
    if (holder !== toolName && attempt++ >= maxAttempts)
      throw new AlreadyRunningError(cluster.paths.dataDir, parsePid(holder));
    await delay(50);
  }
}

/** A tool's session: the cluster is not stopped by another tool while it is open. */
export async function joinSession(cluster: Cluster): Promise<LockSession> {
  for (;;) {
    const session = await openSession(cluster, toolName, 0);
    if (await shareLock(session.client)) return session;
  }
}

/** True if neither the application nor another tool uses the cluster, and from then on none can begin to. */
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

/** Undefined when the server is just stopping or starting: then it is worth another look. */
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

/** False when another tool is just stopping the server. */
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
