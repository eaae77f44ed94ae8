// A new installation with two workers and the embedded database.
import { execFile, spawn } from 'node:child_process';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { runStartupTasks } from '../../src/server/startupTasks.ts';
import { startScript } from '../faults/realApp.ts';
import { createUser, testApp } from '../support/app.ts';
import { emptyDatabase, testDatabaseUrl } from '../support/database.ts';
import { removeData, temporaryFolder } from '../support/embedded.ts';
import { endProcess } from '../support/endProcess.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const admin = { ADMIN_USERNAME: 'boss', ADMIN_EMAIL: 'boss@example.com', ADMIN_PASSWORD: 'Nine blue teapots' };
const dataDir = temporaryFolder();
let stop = async () => {};
afterAll(async () => {
  await stop();
  removeData(dataDir);
});
beforeEach(emptyDatabase);

/** Its output up to the text. */
async function started(settings: Record<string, string>, until: string): Promise<string> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', ...settings };
  const child = spawn(process.execPath, [startScript], { cwd: dataDir, env });
  stop = () => endProcess(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  await vi.waitFor(() => expect(said).toContain(until), { timeout: 60_000, interval: 100 });
  return said;
}

function seed(): Promise<string> {
  const env = { ...process.env, ...admin, DATABASE_URL: '', DATA_DIR: dataDir };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', 'tsx', 'prisma/seed.ts'], { env }, (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });
}

/** Signs in over HTTP and returns the page at the path. */
async function pageAs(address: string, path: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (at: string, init: RequestInit = {}) => {
    const headers = { cookie: [...jar].map((pair) => pair.join('=')).join('; '), 'accept-language': 'en' };
    const answer = await fetch(`${address}${at}`, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return answer.text();
  };
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(await ask('/accounts/login/'))?.[1] ?? '';
  const body = new URLSearchParams({ _csrf, username: admin.ADMIN_USERNAME, password: admin.ADMIN_PASSWORD });
  await ask('/accounts/login/', { method: 'POST', body });
  return ask(path);
}

test('explains how to create an administrator, creates none by itself, and shows its database', async () => {
  const said = await started({ WEB_CONCURRENCY: '2' }, 'npx prisma db seed');
  expect(said).toMatch(/Mini CRM is ready: .*\n.*There is no administrator yet\..*ADMIN_USERNAME/);
  const address = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '';
  await seed();
  const page = await pageAs(address, '/admin/');
  expect(page).toContain('started by the app');
  expect(page).not.toContain('from DATABASE_URL');
});

test('in production the explanation is in the log, unless there is an administrator', async () => {
  const app = await testApp();
  const notices = async () => runStartupTasks(app.config, await testDatabaseUrl());
  await createUser(app, 'visitor');
  await createUser(app, 'gone', { is_staff: true, is_active: false });
  expect(await notices()).toEqual([expect.stringContaining('npx prisma db seed')]);
  await createUser(app, 'boss', { is_staff: true });
  expect(await notices()).toEqual([]);
  const live = { ...app.config, production: true };
  expect(await runStartupTasks(live, await testDatabaseUrl())).toEqual([expect.stringContaining('ALLOWED_HOSTS')]);
  expect(await runStartupTasks({ ...live, allowedHosts: ['.example.com'] }, await testDatabaseUrl())).toEqual([]);
});
