import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createResetToken } from '../../src/users/passwordReset.service.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { dumpOf } from '../support/records.ts';

const newPassword = 'Seven green kettles';
const good = { password1: newPassword, password2: newPassword };
const start = new Date('2026-05-04T10:00:00Z');

let app: TestApp;
let alice: User;
let now: Date;
beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
beforeEach(async () => {
  now = start;
  await emptyDatabase();
  alice = await createUser(app);
});

async function link(user: User = alice): Promise<string> {
  const token = await app.database.prisma.$transaction((tx) => createResetToken(tx, user.id, now));
  return `/accounts/reset/${token}/`;
}

test('a link sets a new password once, ends all sessions and leads to the sign-in page', async () => {
  const [alicesBrowser, path, visitor] = [await signedIn(app, alice), await link(), new Visitor(app)];
  await sql('UPDATE users SET must_change_password = true');
  expect((await visitor.get(path)).status).toBe(200);
  expect((await visitor.get(path)).text).toContain('alice');
  const done = await visitor.post(path, good);
  expect([done.status, done.headers['location']]).toEqual([303, '/accounts/login/']);
  expect((await visitor.get('/accounts/login/')).text).toContain('Password set.');
  expect((await alicesBrowser.get('/dashboard/')).headers['location']).toMatch(/login/);
  expect((await visitor.post('/accounts/login/', { username: 'alice', password })).status).toBe(422);
  expect((await visitor.post('/accounts/login/', { username: 'alice', password: newPassword })).status).toBe(303);
  expect((await visitor.get('/dashboard/')).status).toBe(200);
  expect((await new Visitor(app).get(path)).status).toBe(404);
  expect((await new Visitor(app).post(path, good)).status).toBe(404);
  expect(await sql('SELECT action, actor_id, subject_id FROM audit_log')).toEqual([
    { action: 'password_reset', actor_id: alice.id, subject_id: alice.id },
  ]);
});

test('of two simultaneous requests one is accepted', async () => {
  const path = await link();
  const other = { password1: `${newPassword} 2`, password2: `${newPassword} 2` };
  const answers = await Promise.all([new Visitor(app).post(path, good), new Visitor(app).post(path, other)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
});

test('the table contains a hash that does not work as a link', async () => {
  const path = await link();
  const rows = await sql<{ token_hash: string }>('SELECT * FROM password_resets');
  expect(JSON.stringify(rows)).not.toContain(path.split('/')[3]);
  expect((await new Visitor(app).get(`/accounts/reset/${rows[0]?.token_hash}/`)).status).toBe(404);
});

test('a link expires after an hour', async () => {
  const path = await link();
  now = new Date(start.getTime() + 3_599_000);
  expect((await new Visitor(app).get(path)).status).toBe(200);
  now = new Date(start.getTime() + 3_600_000);
  const late = await new Visitor(app).get(path);
  expect([late.status, late.text.includes('This link no longer works')]).toEqual([404, true]);
  expect((await new Visitor(app).post(path, good)).status).toBe(404);
});

test('a second link, a changed password or a deactivation invalidates the link', async () => {
  const first = await link();
  const second = await link();
  expect((await new Visitor(app).get(first)).status).toBe(404);
  expect((await new Visitor(app).get(second)).status).toBe(200);
  await sql('UPDATE users SET is_active = false');
  expect((await new Visitor(app).post(second, good)).status).toBe(404);
  await sql('UPDATE users SET is_active = true');
  const alicesBrowser = await signedIn(app, alice);
  await alicesBrowser.post('/accounts/profile/password/', { old_password: password, ...good });
  expect((await new Visitor(app).get(second)).status).toBe(404);
});

test.each([
  ['a short password', { password1: 'short', password2: 'short' }, 'password1'],
  ['the username', { password1: 'alice', password2: 'alice' }, 'password1'],
  ['a different confirmation', { password1: newPassword, password2: 'x' }, 'password2'],
  ['no password', {}, 'password1'],
])('%s is reported on the form and does not consume the link', async (_, fields, name) => {
  const [path, visitor, before] = [await link(), new Visitor(app), await dumpOf(alice)];
  const response = await visitor.post(path, fields);
  expect(response.status).toBe(422);
  expect(dom(response)(`#f-${name}-error`)).toHaveLength(1);
  expect(await dumpOf(alice)).toEqual(before);
  expect((await visitor.get(path)).status).toBe(200);
});

test.each(['x', 'x'.repeat(10_000), '%00', '..%2f..', '%F0%9F%8E%88', "'--"])(
  'an invalid link is a 404: %.20s',
  async (token) => {
    const response = await new Visitor(app).get(`/accounts/reset/${token}/`);
    expect(response.status).toBe(404);
  },
);

test('the form needs its CSRF token', async () => {
  const path = await link();
  expect((await new Visitor(app).postRaw(path, good)).status).toBe(403);
  expect((await new Visitor(app).get(path)).status).toBe(200);
});
