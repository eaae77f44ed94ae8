import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/embedded.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';
import { systemUserFor } from '../../src/db/embedded/systemUser.ts';
import { ask, end, type Holder, holdElsewhere, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';

const folder = temporaryFolder();
const dataDir = join(folder, 'data');
const cluster = join(dataDir, 'postgres', 'cluster');
let server: EmbeddedServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

afterAll(() => {
  for (const name of readdirSync(folder)) removeData(join(folder, name));
  rmSync(folder, { recursive: true });
});

test.runIf(exhaustive)('killed while making the cluster, the next start makes it', async () => {
  const holder = holdElsewhere(dataDir);
  await expect.poll(() => leftovers(dataDir), { timeout: 10_000, interval: 5 }).toHaveLength(1);
  await end(holder, 'SIGKILL');
  server = await start();
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(leftovers(dataDir)).toEqual([]);
});

test('of two first starts at once one runs and the other says so', async () => {
  const both = join(folder, 'both');
  const holders = [holdElsewhere(both), holdElsewhere(both)];
  const lines = (await Promise.all(holders.map(({ line }) => line))).sort();
  expect(lines[0]).toMatch(/^AlreadyRunningError: Mini CRM is already running on the data folder .* \(process \d+\);/);
  expect(await ask(lines[1] ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await Promise.all(holders.filter(isRunning).map((holder) => end(holder, 'SIGTERM')));
  expect(runningPostmaster(join(both, 'postgres', 'cluster'))).toBeUndefined();
  expect(leftovers(both)).toEqual([]);
});

test('the application killed: its server is taken over with everything in it', async () => {
  const holder = holdElsewhere(dataDir);
  const url = await holder.line;
  await ask(url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS n');
  const before = runningPostmaster(cluster);
  await expect(start()).rejects.toThrow(`(process ${holder.child.pid})`);
  await end(holder, 'SIGKILL');
  server = await start();
  expect(runningPostmaster(cluster)?.pid).toBe(before?.pid);
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

test('PostgreSQL killed below a running application comes back at the same address', async () => {
  server = await start();
  const { url } = server;
  process.kill(runningPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => ask(url, 'SELECT 1 AS one').catch(() => []), { timeout: 10_000 }).toEqual([{ one: 1 }]);
  await expect.poll(refusal, { timeout: 10_000 }).toMatch(/already running/);
});

test.runIf(exhaustive)(
  'one session of PostgreSQL killed: all restart, and the application holds its folder again',
  async () => {
    server = await start();
    const { url } = server;
    const victim = ask(url, 'SELECT pg_sleep(30)').catch((error: Error) => error.message);
    process.kill(await busySession(url), 'SIGKILL');
    expect(await victim).toMatch(/terminat/);
    await expect.poll(() => ask(url, 'SELECT 1 AS one').catch(() => []), { timeout: 10_000 }).toEqual([{ one: 1 }]);
    await expect.poll(refusal, { timeout: 10_000 }).toMatch(/already running/);
  },
);

test('PostgreSQL and the application killed while a query runs on: the next start ends it and recovers', async () => {
  const holder = holdElsewhere(dataDir);
  const url = await holder.line;
  const busy = ask(url, 'DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$').catch((error: Error) => error.message);
  await busySession(url);
  // Stopped first, or it would start PostgreSQL again.
  holder.child.kill('SIGSTOP');
  process.kill(runningPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
  await end(holder, 'SIGKILL');
  server = await start();
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  expect(await busy).toMatch(/terminat|reset/i);
});

test('a left-over postmaster.pid whose number another program got does not stop the start', async () => {
  server = await start();
  const path = join(cluster, 'postmaster.pid');
  const text = readFileSync(path, 'utf8');
  await server.stop();
  const other = spawn('sleep', ['60'], systemUserFor(cluster));
  writeFileSync(path, text.replace(/^\d+/, String(other.pid)));
  server = await start();
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  const exited = once(other, 'exit');
  other.kill();
  await exited;
});

test('a postmaster.pid left empty by a kill in the instant it was made does not stop the start', async () => {
  writeFileSync(join(cluster, 'postmaster.pid'), '');
  server = await start();
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

function start(): Promise<EmbeddedServer> {
  return startEmbedded(dataDir, { durable: false });
}

function leftovers(parent: string): string[] {
  return existsSync(parent) ? readdirSync(parent).filter((name) => name.includes('.new-')) : [];
}

function isRunning({ child }: Holder): boolean {
  return child.exitCode === null;
}

async function refusal(): Promise<string> {
  const other = holdElsewhere(dataDir);
  const line = await other.line;
  if (isRunning(other)) await end(other, 'SIGKILL');
  return line;
}

/** The session that is busy with another query than this one. */
async function busySession(url: string): Promise<number> {
  const sql = `SELECT pid FROM pg_stat_activity
                WHERE state = 'active' AND pid <> pg_backend_pid() AND datname = current_database()`;
  await expect.poll(() => ask(url, sql)).toHaveLength(1);
  const [row] = await ask<{ pid: number }>(url, sql);
  return row?.pid ?? 0;
}
