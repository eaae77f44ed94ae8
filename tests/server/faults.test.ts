import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect as dial } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import session from 'express-session';
import { afterAll, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { connect } from '../../src/db/client.ts';
import { existingClusterPaths } from '../../src/db/embedded/clusterPaths.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';
import { errorHandler } from '../../src/http/errorHandler.ts';
import { errorStatus } from '../../src/http/errors.ts';
import { flash } from '../../src/http/flash.ts';
import { requestTimeout } from '../../src/http/requestTimeout.ts';
import { sessions } from '../../src/http/session.ts';
import { log, onLoggedError } from '../../src/log/log.ts';
import { endApp, type RealApp, startApp } from '../faults/realApp.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { removeData, temporaryFolder } from '../support/embedded.ts';
import { sign } from '../support/session.ts';
import { Relay } from './relay.ts';

const running: RealApp[] = [];
const folders: string[] = [];
let shared: ReturnType<typeof start> | undefined;
afterAll(async () => {
  for (const app of running) await endApp(app, 'SIGTERM');
  for (const folder of folders) removeData(folder);
});

test.each(['exception', 'rejection'])(
  'an uncaught %s is logged, everything stops in order, and the process ends with 1',
  async (kind) => {
    const { code, out } = await run('tests/server/faulty.ts', kind);
    expect(code).toBe(1);
    // The log writes to the pipe independently, so its line may come after the others.
    const lines = out.trim().split('\n');
    const [line = '', ...others] = lines.filter((text) => text.startsWith('{'));
    const rest = [...others, ...lines.filter((text) => !text.startsWith('{'))];
    expect(JSON.parse(line)).toMatchObject({ level: 'fatal', err: { type: 'Error', message: 'could not greet …' } });
    expect(rest).toEqual(['answered what was under way', 'stopped the database']);
  },
);

test('a killed worker is replaced while the site goes on', { timeout: 120_000 }, async () => {
  const app = await sharedApp();
  const before = workersOf(app);
  expect(before).toHaveLength(2);
  process.kill(before[0] ?? 0, 'SIGKILL');
  await expect.poll(() => workersOf(app).filter((pid) => !before.includes(pid)), { timeout: 20_000 }).toHaveLength(1);
  for (let time = 0; time < 10; time++) expect((await fetch(`${app.address}/readyz`)).status).toBe(200);
});

test.each(['OPTIONS', 'GET'])('%s * is answered with 400', { timeout: 120_000 }, async (method) => {
  const app = await sharedApp();
  const { hostname, port } = new URL(app.address);
  expect(await firstLine(Number(port), `${method} * HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

test('the embedded database is restarted when it is killed', { timeout: 120_000 }, async () => {
  const app = await sharedApp();
  process.kill(postmasterOf(app), 'SIGKILL');
  const began = performance.now();
  const seen = new Set<number>();
  const ask = async () => {
    const { status } = await fetch(`${app.address}/readyz`);
    seen.add(status);
    return status;
  };
  // Sessions that outlive the server for a moment still answer, so the new one must be there, too.
  await expect.poll(async () => postmasterOf(app) > 0 && (await ask()), { timeout: 60_000 }).toBe(200);
  expect([...seen].filter((status) => ![200, 503].includes(status))).toEqual([]);
  console.log(`back after ${Math.round(performance.now() - began)} ms`);
});

test('a frozen database is told within seconds, with the text given back, and all goes on when it thaws', {
  timeout: 120_000,
}, async () => {
  const app = await sharedApp();
  const postmaster = await vi.waitUntil(() => postmasterOf(app), { timeout: 20_000 });
  const freeze = (signal: NodeJS.Signals) => {
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
    for (const pid of [postmaster, ...children.split('\n').filter(Boolean).map(Number)]) process.kill(pid, signal);
  };
  // Right after a restart it has no children yet.
  await vi.waitFor(() => freeze('SIGSTOP'), 10_000);
  try {
    const body = new URLSearchParams({ notes: 'Zebra stripes' });
    const headers = { cookie: `sid=${sign('made up', loadConfig({ DATA_DIR: app.folder }).secretKeys[0])}` };
    const asked = [
      fetch(`${app.address}/readyz`),
      fetch(`${app.address}/contacts/create/`, { method: 'POST', body, headers }),
    ];
    const took = asked.map((answer) => answer.then(() => performance.now() - began));
    const began = performance.now();
    const [ready, page] = await Promise.all(asked);
    expect([ready?.status, page?.status]).toEqual([503, 503]);
    expect(await page?.text()).toContain('Zebra stripes');
    console.log(`told after ${(await Promise.all(took)).map(Math.round).join(' and ')} ms`);
  } finally {
    freeze('SIGCONT');
  }
  await expect.poll(async () => (await fetch(`${app.address}/readyz`)).status, { timeout: 20_000 }).toBe(200);
});

test('without a database the answer is a 503 page with Retry-After, and all is back within 2 s', {
  timeout: 120_000,
}, async () => {
  const relay = await Relay.start(new URL(await testDatabaseUrl()));
  const app = await start({ DATABASE_URL: relay.url });
  const page = `${app.address}/accounts/login/`;
  const signedIn = { headers: { cookie: 'sid=s%3Aabcdefghijklmnop.abcdefghijklmnop' } };
  expect((await fetch(`${app.address}/readyz`)).status).toBe(200);
  await relay.cut();
  const gone = await fetch(`${app.address}/readyz`);
  expect(gone.status).toBe(503);
  expect(gone.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await gone.text()).toContain('Back in a moment');
  expect([200, 503]).toContain((await fetch(page, signedIn)).status);
  expect((await fetch(`${app.address}/healthz`)).status).toBe(200);
  await relay.open();
  await expect.poll(async () => (await fetch(`${app.address}/readyz`)).status, { timeout: 20_000 }).toBe(200);
  relay.close();
});

test('a query that takes too long is canceled with 503', async () => {
  const database = connect(await testDatabaseUrl(), { statementMs: 200 });
  const byPool = await database.pool.query('SELECT pg_sleep(5)').catch((error: unknown) => error);
  const byPrisma = await database.prisma.$queryRaw`SELECT pg_sleep(5)::text`.catch((error: unknown) => error);
  const ordinary = await database.prisma
    .$transaction(async (inside) => {
      await inside.$executeRaw`LOCK TABLE users IN ACCESS EXCLUSIVE MODE`;
      return database.prisma.user.count().catch((error: unknown) => error);
    })
    .catch((error: unknown) => error);
  await database.close();
  expect([byPool, byPrisma, ordinary].map(errorStatus)).toEqual([503, 503, 503]);
});

test('with all connections busy the answer is 503 instead of a hanging request', async () => {
  const database = connect(await testDatabaseUrl(), { size: 1, waitMs: 500 });
  await database.pool.query('SELECT 1');
  let isBusy = true;
  const busy = database.pool.query('SELECT pg_sleep(3)').finally(() => {
    isBusy = false;
  });
  const errors = await Promise.all([
    database.pool.query('SELECT 1').catch((error: unknown) => error),
    database.prisma.user.count().catch((error: unknown) => error),
  ]);
  expect(errors.map(errorStatus)).toEqual([503, 503]);
  expect(isBusy).toBe(true);
  await busy;
  await database.close();
});

test('a request that takes too long is answered with 503', async () => {
  const app = express();
  Object.assign(app, { renderView: () => 'the page', config: { debug: false } });
  app.use((_req, res, next) => next(void Object.assign(res.locals, { t: (key: string) => key })));
  app.use(requestTimeout(200), () => {});
  const server = await listening(createServer(app));
  const { port } = server.address() as { port: number };
  const answer = await firstLine(port);
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  server.closeAllConnections();
  server.close();
});

test('work that ends after that answer is not logged as another failure', async () => {
  // Test apps are silent.
  log.level = 'error';
  const faults: unknown[] = [];
  onLoggedError((error) => faults.push(error));
  const app = express();
  Object.assign(app, { renderView: () => 'the page', config: { debug: false } });
  app.use((_req, res, next) => next(void Object.assign(res.locals, { t: (key: string) => key })));
  const done = new Promise<void>((resolve) => {
    app.use(requestTimeout(100), async (_req, res) => {
      await once(res, 'finish');
      resolve();
      res.redirect(303, '/done/');
    });
  });
  app.use(errorHandler);
  const server = await listening(createServer(app));
  const { port } = server.address() as { port: number };
  expect(await firstLine(port)).toMatch(/^HTTP\/1\.1 503 /);
  await done;
  await delay(50);
  onLoggedError(() => {});
  server.closeAllConnections();
  server.close();
  expect(faults.map(errorStatus)).toEqual([503]);
});

test('a session that is saved after that answer does not end the process', async () => {
  class SlowStore extends session.MemoryStore {
    override set(id: string, data: session.SessionData, done: () => void): void {
      setTimeout(() => super.set(id, data, done), 300);
    }
  }
  const app = express();
  Object.assign(app, { renderView: () => 'the page', config: { debug: false }, clock: () => new Date() });
  app.use((_req, res, next) => next(void Object.assign(res.locals, { t: (key: string) => key })));
  app.use(requestTimeout(100), ...sessions(new SlowStore(), loadConfig({ DATA_DIR: temporaryData() })));
  app.use((req, res) => {
    flash(req, 'info', 'common.copied');
    res.redirect(303, '/done/');
  });
  const faults: unknown[] = [];
  const note = (error: unknown) => faults.push(error);
  process.on('uncaughtExceptionMonitor', note);
  const server = await listening(createServer(app));
  const { port } = server.address() as { port: number };
  expect(await firstLine(port)).toMatch(/^HTTP\/1\.1 503 /);
  await delay(500);
  process.off('uncaughtExceptionMonitor', note);
  server.closeAllConnections();
  server.close();
  expect(faults).toEqual([]);
});

/** One application with two workers, for the tests that need no settings of their own. */
function sharedApp(): ReturnType<typeof start> {
  return (shared ??= start({ WEB_CONCURRENCY: '2' }));
}

function temporaryData(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

async function start(settings: Record<string, string> = {}): Promise<RealApp & { folder: string }> {
  const folder = temporaryData();
  const app = { ...(await startApp(folder, settings)), folder };
  running.push(app);
  return app;
}

/** 0 unless it accepts connections. */
function postmasterOf({ folder }: { folder: string }): number {
  const place = existingClusterPaths(folder);
  const running = place && runningPostmaster(place.cluster);
  return running?.status === 'ready' ? running.pid : 0;
}

/** The worker processes of the app, on Linux and macOS. */
function workersOf({ process: { pid } }: RealApp): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  return children.filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('server.js'));
}

function run(file: string, ...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { timeout: 60_000 }, (error, out) =>
      resolve({ code: error ? Number(error.code) : 0, out }),
    );
  });
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function firstLine(port: number, asked = 'GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n'): Promise<string> {
  const socket = dial(port, '127.0.0.1');
  socket.write(asked);
  let said = '';
  socket.on('data', (part) => (said += part));
  for (let waited = 0; waited < 5_000 && !said.includes('\n'); waited += 50) await delay(50);
  socket.destroy();
  return said.split('\n')[0] ?? '';
}
