// An administrator disables two-factor sign-in for a user who lost the phone.
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';
import { type Mailbox, mailbox } from '../support/mailbox.ts';
import { createStaff, logged } from './support.ts';

vi.setConfig({ testTimeout: 60_000 });

let box: Mailbox;
let app: TestApp;
let boss: User;
let alice: User;
let browser: Visitor;
beforeAll(async () => {
  box = await mailbox();
  app = await testApp({ environment: { SMTP_URL: box.url, MAIL_FROM: 'crm@example.com' } });
});
beforeEach(async () => {
  await emptyDatabase();
  await box.take();
  boss = await createStaff(app);
  alice = await createUser(app, 'alice', { email: 'alice@example.com', locale: 'pl' });
  browser = await signedIn(app, boss);
});

const address = (id = alice.id) => `/admin/users/${id}/two-factor-off/`;
async function turnOn({ id }: User): Promise<void> {
  await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [id]);
  await sql(`INSERT INTO recovery_codes VALUES ($1, repeat('a', 43))`, [id]);
}
const left = async () =>
  [await sql('SELECT * FROM two_factors'), await sql('SELECT * FROM recovery_codes')].flat().length;

test('is offered and confirmed: sessions end, it is logged, and a mail is sent', async () => {
  const alicesBrowser = await signedIn(app, alice);
  expect((await browser.get(`/admin/users/${alice.id}/`)).text).not.toContain(address());
  await turnOn(alice);
  expect(dom(await browser.get(`/admin/users/${alice.id}/`))(`a[href="${address()}"]`)).toHaveLength(1);
  const page = await browser.get(address());
  expect(dom(page)('.confirm').text()).toContain('alice@example.com');
  expect(dom(page)('button[type=submit]').first().closest('form').attr('action')).toBe(address());
  expect(await left()).toBe(2);

  const response = await browser.post(address(), { password });
  expect([response.status, response.headers['location']]).toEqual([303, `/admin/users/${alice.id}/`]);
  expect((await browser.get(`/admin/users/${alice.id}/`)).text).toContain('Two-factor sign-in is off for this user');
  expect(await left()).toBe(0);
  expect((await alicesBrowser.get('/dashboard/')).headers['location']).toMatch(/login/);
  expect((await (await signedIn(app, alice)).get('/dashboard/')).status).toBe(200);
  expect(await logged()).toMatchObject([
    { actor_id: boss.id, action: 'two_factor_removed', subject_id: alice.id, details: {} },
  ]);
  expect((await logged())[0]?.ip).toContain('127.0.0.1');
  expect((await browser.get('/admin/log/')).text).toContain('Turned off two-factor sign-in');
  const [mail, ...more] = await box.take();
  expect([mail?.to, more]).toEqual([['alice@example.com'], []]);
  expect(mail?.text).toContain('wyłączył logowanie dwuetapowe dla konta alice');
});

test.each([
  ['a wrong password', { password: 'wrong' }],
  ['no password', {}],
])('with %s nothing happens, and it is reported', async (_, fields) => {
  await turnOn(alice);
  const response = await browser.post(address(), fields);
  expect(response.status).toBe(422);
  expect(dom(response)('#f-password-error')).toHaveLength(1);
  expect(await problemsOf(response.text, 'en')).toEqual([]);
  expect([await left(), await logged(), await box.take()]).toEqual([2, [], []]);
});

test('attempts to guess the password are limited', async () => {
  await turnOn(alice);
  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push((await browser.post(address(), { password: 'wrong' })).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  expect((await browser.post(address(), { password })).status).toBe(429);
  expect(await left()).toBe(2);
});

test('nothing is logged or mailed when it is not enabled, and once for two simultaneous requests', async () => {
  const alicesBrowser = await signedIn(app, alice);
  expect((await browser.get(address())).headers['location']).toBe(`/admin/users/${alice.id}/`);
  expect((await browser.post(address(), { password })).status).toBe(303);
  expect((await browser.get('/admin/')).text).toContain('was already off');
  expect((await alicesBrowser.get('/dashboard/')).status).toBe(200);
  expect([await logged(), await box.take()]).toEqual([[], []]);
  await turnOn(alice);
  await Promise.all([browser.post(address(), { password }), browser.post(address(), { password })]);
  expect([(await logged()).length, (await box.take()).length]).toEqual([1, 1]);
});

test('an unfinished set-up does not count as enabled', async () => {
  await sql(`INSERT INTO two_factors (user_id, secret) VALUES ($1, 'x')`, [alice.id]);
  expect((await browser.get(address())).status).toBe(303);
  await browser.post(address(), { password });
  expect(await logged()).toEqual([]);
});

test('administrators disable their own on the profile page', async () => {
  await turnOn(boss);
  expect((await browser.get(`/admin/users/${boss.id}/`)).text).not.toContain(address(boss.id));
  for (const response of [await browser.get(address(boss.id)), await browser.post(address(boss.id), { password })])
    expect(response.headers['location']).toBe('/accounts/two-factor/');
  expect(await left()).toBe(2);
});

test('for a user without an email address the page asks to tell them', async () => {
  const bob = await createUser(app, 'bob');
  await turnOn(bob);
  expect((await browser.get(address(bob.id))).text).toContain('tell its owner yourself');
  expect((await browser.post(address(bob.id), { password })).status).toBe(303);
  expect([await left(), await box.take()]).toEqual([0, []]);
});

describe('is not for', () => {
  test.each(['0', '2000000000', 'abc', '1e1', '99999999999'])('the account %s, which is a 404', async (id) => {
    expect((await browser.get(`/admin/users/${id}/two-factor-off/`)).status).toBe(404);
    expect((await browser.post(`/admin/users/${id}/two-factor-off/`, { password })).status).toBe(404);
  });

  test('ordinary users, guests or a form without a CSRF token', async () => {
    await turnOn(alice);
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect([(await bob.get(address())).status, (await bob.post(address(), { password })).status]).toEqual([404, 404]);
    expect((await new Visitor(app).post(address(), { password })).headers['location']).toBe('/accounts/login/');
    expect((await browser.postRaw(address(), { password })).status).toBe(403);
    expect([await left(), await logged()]).toEqual([2, []]);
  });
});
