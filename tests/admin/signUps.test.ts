import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { createStaff, logged } from './support.ts';

// Some send a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let boss: User;
let browser: Visitor;
let now: Date;

beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
beforeEach(async () => {
  now = new Date('2026-05-04T10:00:00Z');
  await emptyDatabase();
  boss = await createStaff(app, 'boss', { date_joined: new Date('2026-01-01') });
  browser = await signedIn(app, boss);
});

const choose = (mode: string) => browser.post('/admin/sign-ups/', { mode });
const who = (username: string, invite = '') => ({ username, password1: password, password2: password, invite });
const register = (username: string, invite = '') => new Visitor(app).post('/accounts/register/', who(username, invite));
const people = () => sql('SELECT id FROM users');

async function invite(uses = 1, days = 7): Promise<string> {
  const response = await browser.post('/admin/sign-ups/invite/', { uses, days });
  return new URL(String(dom(response)('#f-link').val())).searchParams.get('invite') ?? '';
}

test('when closed, the page says so in both languages and nobody can sign up, invited or not', async () => {
  const link = await invite();
  await choose('closed');
  expect((await new Visitor(app).get('/accounts/register/')).text).toContain('Sign-ups are closed');
  expect((await new Visitor(app).get('/accounts/register/?lang=pl')).text).toContain('Rejestracja jest zamknięta');
  for (const answer of [await register('ewa'), await register('ewa', link)]) expect(answer.status).toBe(403);
  expect(await people()).toHaveLength(1);
  await choose('open');
  expect((await register('ewa')).status).toBe(303);
  expect((await logged()).map(({ action, details }) => [action, details])).toEqual([
    ['invite_made', { uses: 1, days: 7 }],
    ['sign_ups_changed', { mode: 'closed' }],
    ['sign_ups_changed', { mode: 'open' }],
  ]);
});

test('an unknown setting counts as closed', async () => {
  await sql(`INSERT INTO settings VALUES ('sign_ups', 'whatever')`);
  expect((await register('ewa')).status).toBe(403);
});

describe('by invitation', () => {
  beforeEach(async () => {
    await choose('invite');
  });

  test('one invitation lets one ordinary user sign up', async () => {
    expect((await new Visitor(app).get('/accounts/register/')).text).toContain('By invitation only');
    expect((await register('ewa')).status).toBe(403);
    const link = await invite();
    const $ = dom(await new Visitor(app).get(`/accounts/register/?invite=${link}`));
    expect($('input[name=invite]').val()).toBe(link);
    expect((await register('ewa', link)).status).toBe(303);
    const again = await register('jan', link);
    expect([again.status, again.text.includes('no longer works')]).toEqual([403, true]);
    expect(await sql(`SELECT is_staff FROM users WHERE username = 'ewa'`)).toEqual([{ is_staff: false }]);
    expect(JSON.stringify(await sql('SELECT * FROM invites'))).not.toContain(link);
  });

  test('a form with errors keeps the invitation, and a taken name does not use it', async () => {
    const link = await invite();
    const back = await register('boss', link);
    expect(back.status).toBe(422);
    expect(dom(back)('input[name=invite]').val()).toBe(link);
    expect((await register('ewa', link)).status).toBe(303);
  });

  test('two of many simultaneous sign-ups succeed with an invitation for two', async () => {
    const link = await invite(2);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => register(`user-${name}`, link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 403, 403]);
    expect(await people()).toHaveLength(3);
  });

  test('a double click signs in both times and uses one', async () => {
    const link = await invite(2);
    const ewa = new Visitor(app);
    await ewa.get('/accounts/register/');
    const send = () => ewa.post('/accounts/register/', who('ewa', link));
    expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([303, 303]);
    expect(await sql('SELECT uses_left FROM invites')).toEqual([{ uses_left: 1 }]);
  });

  test('an invitation ends when it expires or is revoked', async () => {
    const [old, taken] = [await invite(5, 1), await invite(5, 30)];
    const [{ id } = { id: 0 }] = await sql<{ id: number }>('SELECT id FROM invites ORDER BY id DESC LIMIT 1');
    now = new Date(now.getTime() + 86_400_000);
    expect((await register('ewa', old)).status).toBe(403);
    expect((await browser.post(`/admin/sign-ups/${id}/revoke/`)).status).toBe(303);
    expect((await register('ewa', taken)).status).toBe(403);
    expect((await browser.post(`/admin/sign-ups/${id}/revoke/`)).status).toBe(404);
    expect(await people()).toHaveLength(1);
  });
});

test.each([
  ['0', '7'],
  ['51', '7'],
  ['1', '31'],
  ['x', ''],
  ['1e1', '7'],
  ['-1', '1.5'],
])('an invitation for %s uses and %s days is refused on the form', async (uses, days) => {
  const response = await browser.post('/admin/sign-ups/invite/', { uses, days });
  expect(response.status).toBe(422);
  expect(await sql('SELECT * FROM invites')).toEqual([]);
});

test('an unknown mode is refused on the form', async () => {
  expect((await choose('everybody')).status).toBe(422);
  expect((await choose('')).status).toBe(422);
  expect(await sql('SELECT * FROM settings')).toEqual([]);
});
