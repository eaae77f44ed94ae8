// Every page of the admin area in both languages, with little and with hostile data; and the system status.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatBytes } from '../../src/admin/formatBytes.ts';
import { getSystemStatus, type SystemStatus, systemWarnings } from '../../src/admin/system.service.ts';
import type { User } from '../../src/db/generated/client.ts';
import { type Locale, locales } from '../../src/i18n/translate.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';
import { createPlenty } from '../support/records.ts';
import { routesOf } from '../support/routes.ts';
import { createStaff } from './support.ts';

// Some send a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

const image = '"><img src=x onerror=alert(1)>';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

type Answer = Awaited<ReturnType<Visitor['get']>>;

/** The problems found, by page. */
function finder(locale: Locale) {
  const found: Record<string, string[]> = {};
  const look = async (name: string, response: Answer, status: number) => {
    const problems =
      response.status === status ? await problemsOf(response.text, locale) : [`answered ${response.status}`];
    if (problems.length > 0) found[name] = problems;
  };
  return { found, look };
}

const kinds = ['contacts', 'companies', 'interactions', 'tasks'];

/** The address of every page about one user. */
function addressesOf(id: number): string[] {
  const pages = routesOf(app.app).filter(({ method, pattern }) => method === 'GET' && pattern.startsWith('/admin'));
  return pages
    .filter(({ pattern }) => !pattern.endsWith('/download'))
    .map(({ pattern }) => `${pattern.replace(':id', String(id))}/`)
    .flatMap((address) =>
      address.includes(':kind') ? kinds.map((kind) => address.replace(':kind', kind)) : [address],
    );
}

const wrong = {
  username: image.repeat(20),
  email: image,
  password1: 'x',
  locale: image,
  reason: '',
  mode: image,
  uses: image,
  days: image,
};

describe.each(locales)('in %s', (locale) => {
  let boss: User;
  let user: User;
  let browser: Visitor;

  beforeEach(async () => {
    boss = await createStaff(app, `<b>${image}`, { locale });
    user = await createUser(app, `<i>${'Ż'.repeat(140)}`, { locale, email: `${'a'.repeat(60)}"'&<b>@example.com` });
    browser = await signedIn(app, boss);
  });

  test('every page is valid HTML, complete and translated', async () => {
    const { found, look } = finder(locale);
    await createPlenty(app, user, { first_name: image, content: image.repeat(50), notes: image, title: image });
    await createUser(app, 'gone', { is_active: false });
    const call = { purpose: 'summary', provider: 'openai', model: 'x', tokens_in: 12345, tokens_out: 6 };
    await app.database.prisma.aiCall.create({ data: { user_id: user.id, ...call, created_at: new Date() } });
    await browser.post('/admin/sign-ups/invite/', { uses: 2, days: 3 });
    await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [user.id]);
    expect((await browser.get('/admin/')).text).toMatch(/12[,\s\u00a0]?345 \/ 6/);
    await browser.post('/admin/sign-ups/', { mode: 'invite' });
    await browser.post(`/admin/users/${user.id}/force-password/`);
    for (const address of addressesOf(user.id).filter((one) => !one.includes('/records/'))) {
      await look(address, await browser.get(address), 200);
    }
    await browser.post(`/admin/users/${user.id}/read/`, { reason: image });
    for (const address of addressesOf(user.id)) await look(`reading ${address}`, await browser.get(address), 200);
    const queries = [
      '?search=nobody',
      '?state=inactive&role=ordinary&sort=seen',
      `?search=${encodeURIComponent(image)}`,
    ];
    for (const query of queries) await look(query, await browser.get(`/admin/users/${query}`), 200);
    expect(found).toEqual({});
  });

  test('forms with errors, links and the pages for guests are so, too', async () => {
    const { found, look } = finder(locale);
    const { id } = user;
    await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [id]);
    await look('two-factor off', await browser.post(`/admin/users/${id}/two-factor-off/`, { password: '' }), 422);
    await sql('DELETE FROM two_factors');
    for (const form of ['users/create', 'sign-ups', 'sign-ups/invite', `users/${id}/delete`, `users/${id}/read`]) {
      await look(`wrong ${form}`, await browser.post(`/admin/${form}/`, wrong), 422);
    }
    const link = await browser.post(`/admin/users/${id}/reset-link/`);
    await look('link', link, 200);
    await look('invite', await browser.post('/admin/sign-ups/invite/', { uses: 1, days: 1 }), 200);
    await look('last staff', await browser.post(`/admin/users/${boss.id}/deactivate/`), 422);
    const visitor = new Visitor(app, { 'Accept-Language': locale });
    const reset = new URL(String(dom(link)('#f-link').val())).pathname;
    await look('reset', await visitor.get(reset), 200);
    await look('reset wrong', await visitor.post(reset, { password1: 'x' }), 422);
    await look('reset spent', await visitor.get('/accounts/reset/x/'), 404);
    await browser.post('/admin/sign-ups/', { mode: 'invite' });
    await look('invited only', await visitor.get('/accounts/register/'), 200);
    await look('spent', await visitor.get('/accounts/register/?invite=x'), 200);
    await browser.post('/admin/sign-ups/', { mode: 'closed' });
    await look('closed', await visitor.get('/accounts/register/'), 200);
    await browser.post(`/admin/users/${id}/force-password/`);
    await look('must change', await (await signedIn(app, user)).get('/accounts/profile/'), 200);
    expect(found).toEqual({});
  });
});

test('the first submit button of a form page belongs to its form', async () => {
  const [boss, user] = [await createStaff(app), await createUser(app, 'alice')];
  const browser = await signedIn(app, boss);
  await browser.post(`/admin/users/${user.id}/read/`, { reason: 'asked for help' });
  for (const address of [
    '/admin/users/create/',
    `/admin/users/${user.id}/delete/`,
    `/admin/users/${user.id}/read/`,
    '/admin/sign-ups/',
  ]) {
    const $ = dom(await browser.get(address));
    expect($('button[type=submit]').first().closest('form').attr('action')).toBe(address);
  }
});

describe('the system page', () => {
  test('shows the system status', async () => {
    const system = await getSystemStatus(app.database, app.config);
    expect(system).toMatchObject({
      version: '0.1.0',
      node: process.version,
      database: 'embedded',
      users: { all: 0, active: 0, staff: 0 },
    });
    expect(system.postgres).toMatch(/^1[5-9]|^[2-9]\d/);
    expect(system.databaseBytes).toBeGreaterThan(5_000_000);
    expect(system.migrations).toEqual({ applied: expect.any(Number), pending: [] });
    expect(system.migrations.applied).toBeGreaterThan(3);
  });

  test.each([
    ['en', '1 in total, 1 active, 1 administrator', 'They run inside the app.'],
    ['pl', 'razem: 1, aktywne: 1, administrator: 1', 'Wykonuje je sama aplikacja.'],
  ])('says in %s how many accounts there are and who does the jobs', async (locale, accounts, jobs) => {
    const boss = await createUser(app, 'boss', { is_staff: true });
    await sql('UPDATE profiles SET locale = $2 WHERE user_id = $1', [boss.id, locale]);
    const page = dom(await (await signedIn(app, boss)).get('/admin/'));
    expect(page('main a[href="/admin/users/"]').last().text()).toBe(accounts);
    expect(page('.admin-usage .form-text').first().text()).toBe(jobs);
  });

  test('finds the newest backup', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mini-crm-backups-'));
    expect((await getSystemStatus(app.database, { ...app.config, dataDir })).lastBackup).toBeUndefined();
    mkdirSync(join(dataDir, 'backups', 'folder'), { recursive: true });
    expect((await getSystemStatus(app.database, { ...app.config, dataDir })).lastBackup).toBeUndefined();
    for (const day of [3, 9, 5]) {
      const file = join(dataDir, 'backups', `mini-crm-${day}.zip`);
      writeFileSync(file, '');
      utimesSync(file, 0, Date.UTC(2026, 4, day) / 1000);
    }
    const { lastBackup } = await getSystemStatus(app.database, { ...app.config, dataDir });
    expect(lastBackup).toEqual(new Date(Date.UTC(2026, 4, 9)));
    rmSync(dataDir, { recursive: true });
  });

  const tried = { file: 'nightly.zip', at: new Date('2026-05-01') };
  const fine: SystemStatus = {
    version: '1',
    node: 'v20',
    database: 'embedded',
    postgres: '18',
    databaseBytes: 1,
    migrations: { applied: 1, pending: [] },
    disk: { freeBytes: 5e10, totalBytes: 1e11 },
    lastBackup: new Date('2026-05-01'),
    verification: tried,
    users: { all: 2, active: 2, staff: 2 },
    auditLog: { entries: 1, newest: '', brokenAt: undefined, contains: true },
    jobs: [],
  };
  const waits = { name: 'x', waiting: 1, running: 0, failed: 0, since: new Date('2026-05-03T23:56Z'), error: null };
  test.each<[string, Partial<SystemStatus>, string[]]>([
    ['nothing', {}, []],
    ['migrations', { migrations: { applied: 1, pending: ['x'] } }, ['pending']],
    ['a full disk', { disk: { freeBytes: 4e9, totalBytes: 1e11 } }, ['disk']],
    ['an unknown disk', { disk: undefined }, []],
    ['no backup', { lastBackup: undefined, verification: undefined }, ['backup']],
    ['an old backup', { lastBackup: new Date('2026-04-20') }, ['oldBackup']],
    ['a backup that cannot be restored', { verification: { ...tried, problem: 'cut off' } }, ['brokenBackup']],
    ['a trial long ago', { verification: { ...tried, at: new Date('2026-04-20') } }, ['unverifiedBackup']],
    ['no trial', { verification: undefined }, ['unverifiedBackup']],
    ['no backup of a given database', { database: 'given', lastBackup: undefined }, []],
    ['a changed log', { auditLog: { ...fine.auditLog, brokenAt: 7 } }, ['brokenLog']],
    ['jobs that wait a little', { jobs: [waits] }, []],
    ['jobs that wait long', { jobs: [{ ...waits, since: new Date('2026-05-03T23:54Z') }] }, ['stuckJobs']],
    ['jobs that failed', { jobs: [{ ...waits, failed: 2, since: null }] }, ['failedJobs']],
    ['one administrator', { users: { all: 3, active: 3, staff: 1 } }, ['oneStaff']],
  ])('warns correctly about %s', (_, changed, warnings) => {
    expect(systemWarnings({ ...fine, ...changed }, new Date('2026-05-04'))).toEqual(warnings);
  });

  test.each([
    [500, '0.5 kB'],
    [15_000, '15 kB'],
    [9_700_000, '9.3 MB'],
    [5e10, '47 GB'],
    [5e15, '4,547 TB'],
  ])('formats %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, (value) => value.toLocaleString('en')).replace('\u00a0', ' ')).toBe(text);
  });

  test('is not open to the first user who registers', async () => {
    const first = new Visitor(app);
    await first.post('/accounts/register/', { username: 'first', password1: password, password2: password });
    expect((await first.get('/dashboard/')).status).toBe(200);
    expect((await first.get('/admin/')).status).toBe(404);
  });
});
