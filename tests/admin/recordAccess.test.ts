import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { viewRecords } from '../../src/admin/recordAccess.service.ts';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, signedIn, type TestApp, testApp, type Visitor } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { createPlenty, createRecords, dumpOf } from '../support/records.ts';
import { statementsOf } from '../support/statements.ts';
import { createStaff, logged } from './support.ts';

// Some send a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

const reason = 'Asked for help with a list';
const start = new Date('2026-05-04T10:00:00Z');

let app: TestApp;
let boss: User;
let alice: User;
let bob: User;
let browser: Visitor;
let now: Date;

beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
beforeEach(async () => {
  now = start;
  await emptyDatabase();
  [boss, alice, bob] = [await createStaff(app), await createUser(app, 'alice'), await createUser(app, 'bob')];
  browser = await signedIn(app, boss);
});

const records = (user: User, kind = 'contacts') => `/admin/users/${user.id}/records/${kind}/`;
const open = (user: User, text = reason) => browser.post(`/admin/users/${user.id}/read/`, { reason: text });

test('records can be read after giving a reason, for one user and half an hour, and all of it is logged', async () => {
  await createRecords(app, alice, { first_name: 'Zebrafink', content: 'Zebrafink said', title: 'Call Zebrafink' });
  await createRecords(app, bob, { first_name: 'Bobfriend' });
  expect((await browser.get(records(alice))).headers['location']).toBe(`/admin/users/${alice.id}/read/`);
  expect((await open(alice, '   ')).status).toBe(422);
  expect((await open(alice, 'x'.repeat(301))).status).toBe(422);
  expect((await open(alice, 'too short')).status).toBe(422);
  expect(await logged()).toEqual([]);

  expect((await open(alice)).headers['location']).toBe(records(alice));
  const page = await browser.get(records(alice));
  expect(page.text).toContain('Zebrafink');
  expect(page.text).not.toContain('Bobfriend');
  expect(dom(page)('.admin-record-access').text()).toContain('alice');
  expect(dom(await browser.get('/admin/users/'))('.admin-record-access')).toHaveLength(1);
  for (const [kind, text] of [
    ['companies', 'Stolarnia'],
    ['interactions', 'Zebrafink said'],
    ['tasks', 'Call Zebrafink'],
  ]) {
    expect((await browser.get(records(alice, kind))).text, kind).toContain(text);
  }
  expect((await browser.get(records(bob))).headers['location']).toBe(`/admin/users/${bob.id}/read/`);
  expect((await browser.get(`${records(alice)}x/`)).status).toBe(404);
  expect((await browser.get(records(alice, 'profile'))).status).toBe(404);
  const about = { actor_id: boss.id, subject_id: alice.id };
  expect(await logged()).toMatchObject([
    { ...about, action: 'records_opened', details: { reason } },
    ...['contacts', 'companies', 'interactions', 'tasks'].map((kind) => ({
      ...about,
      action: 'records_viewed',
      details: { kind, page: 1 },
    })),
  ]);

  now = new Date(start.getTime() + 30 * 60_000);
  expect((await browser.get(records(alice))).headers['location']).toBe(`/admin/users/${alice.id}/read/`);
  expect(dom(await browser.get('/admin/users/'))('.admin-record-access')).toHaveLength(0);
});

test('stopping ends the access and is logged once', async () => {
  await open(alice);
  expect((await browser.post(`/admin/users/${alice.id}/read/stop/`)).status).toBe(303);
  await browser.post(`/admin/users/${alice.id}/read/stop/`);
  expect((await browser.get(records(alice))).status).toBe(303);
  expect((await logged()).map(({ action }) => action)).toEqual(['records_opened', 'records_closed']);
});

test('it gives no access to other administrators, or to the owner’s own pages', async () => {
  const { contact } = await createRecords(app, alice);
  await open(alice);
  const second = await signedIn(app, await createStaff(app, 'second'));
  expect((await second.get(records(alice))).headers['location']).toMatch(/\/read\/$/);
  expect((await browser.get(`/contacts/${contact}/`)).status).toBe(404);
  expect((await browser.post(`/contacts/${contact}/delete/`)).status).toBe(404);
});

test('reading changes nothing and uses a read-only transaction', async () => {
  await createPlenty(app, alice);
  const before = await dumpOf(alice);
  await open(alice);
  const statements = await statementsOf(() => browser.get(`${records(alice)}?page=2`));
  const at = statements.findIndex((text) => text.includes('SET TRANSACTION READ ONLY'));
  const first = statements.findIndex(
    (text) => /FROM "public"\."contacts"/.test(text) && !/user_id" IN|GROUP BY/.test(text),
  );
  expect(at).toBeGreaterThan(-1);
  expect(first).toBeGreaterThan(at);
  expect(await dumpOf(alice)).toEqual(before);
  expect(dom(await browser.get(`${records(alice)}?page=2`))('tbody tr')).toHaveLength(5);
  for (const page of ['0', '-1', 'x', '99']) {
    expect(dom(await browser.get(`${records(alice)}?page=${page}`))('tbody tr')).toHaveLength(20);
  }
});

test('records are not shown when the access cannot be logged', async () => {
  await createRecords(app, alice);
  const act = { at: now, actor_id: boss.id, ip: 'x'.repeat(100) };
  await expect(viewRecords(app.database, { id: alice.id, kind: 'contacts', page: 1 }, act)).rejects.toThrow();
});
