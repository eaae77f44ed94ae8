// A database of its own for every test worker, cloned from the migrated template.
import { setTimeout } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';

let opened: Promise<Client> | undefined;

/** The address of this worker's database; it is empty at the first call in a test file. */
export async function testDatabaseUrl(): Promise<string> {
  await (opened ??= openDatabase());
  return workerUrl();
}

const emptied = [
  ...['users', 'session', 'rate_limits', 'settings', 'invites', 'audit_log'],
  'graphile_worker._private_jobs',
];

/**
 * Deletes all users with everything that belongs to them, and all sessions, rate limits, settings, jobs and the audit
 * log.
 */
export async function emptyDatabase(): Promise<void> {
  for (const table of emptied) await sql(`DELETE FROM ${table}`);
}

/** Looks into the worker's database past the application. */
export async function sql<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = await (opened ??= openDatabase());
  return (await client.query<Row>(text, values)).rows;
}

/** Waits until some statement is blocked by a lock. */
export async function untilBlocked(): Promise<void> {
  const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  for (let attempt = 0; (await sql(waiting)).length === 0; attempt++) {
    if (attempt > 500) throw new Error('Nothing waits for a lock.');
    await setTimeout(10);
  }
}

/** For setup.ts, after each test file. */
export async function closeTestDatabase(): Promise<void> {
  await (await opened)?.end();
  opened = undefined;
}

async function openDatabase(): Promise<Client> {
  const client = await connect(workerUrl()).catch(cloneTemplate);
  for (const table of emptied) await client.query(`DELETE FROM ${table}`);
  return client;
}

/** The files of one worker run one after another, so a clone of an earlier file is free. */
async function cloneTemplate(error: Error & { code?: string }): Promise<Client> {
  if (error.code !== '3D000') throw error;
  const { template, prefix } = inject('testDatabase');
  const client = await connect(withDatabase(template, 'postgres'));
  await client.query(`CREATE DATABASE ${workerDatabase()} TEMPLATE ${prefix}`);
  await client.end();
  return connect(workerUrl());
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

function workerUrl(): string {
  return withDatabase(inject('testDatabase').template, workerDatabase());
}

function workerDatabase(): string {
  return `${inject('testDatabase').prefix}_${process.env['VITEST_POOL_ID']}`;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
