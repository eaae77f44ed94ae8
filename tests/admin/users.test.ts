import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { createPlenty, createRecords, dumpOf } from '../support/records.ts';
import { statementsOf } from '../support/statements.ts';
import { accountOf, createStaff, logged } from './support.ts';

// Some send a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let boss: User;
let alice: User;
let browser: Visitor;

beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  await emptyDatabase();
  boss = await createStaff(app);
  alice = await createUser(app, 'alice', { email: 'alice@example.com' });
  browser = await signedIn(app, boss);
});

const act = (name: string, user: User = alice, fields = {}) => browser.post(`/admin/users/${user.id}/${name}/`, fields);
const entry = (action: string, more = {}) => ({
  actor_id: boss.id,
  action,
  subject_id: alice.id,
  details: {},
  ...more,
});

describe('the list', () => {
  const names = async (query: string) => {
    const $ = dom(await browser.get(`/admin/users/${query}`));
    return $('.who-name')
      .toArray()
      .map((one) => $(one).text());
  };

  test('searches, filters and sorts', async () => {
    const { id } = await createUser(app, 'Zofia_1', { is_active: false });
    await sql('UPDATE profiles SET last_login = now() WHERE user_id = $1', [id]);
    expect(await names('')).toEqual(['alice', 'boss', 'Zofia_1']);
    expect(await names('?search=EXAMPLE.com')).toEqual(['alice']);
    expect(await names('?search=ZOF')).toEqual(['Zofia_1']);
    expect(await names('?search=_')).toEqual(['Zofia_1']);
    expect(await names('?search=%25')).toEqual([]);
    expect(await names('?state=inactive')).toEqual(['Zofia_1']);
    expect(await names('?state=active&role=staff')).toEqual(['boss']);
    expect(await names('?role=ordinary&sort=seen')).toEqual(['Zofia_1', 'alice']);
    expect(await names('?sort=joined')).toEqual(['Zofia_1', 'alice', 'boss']);
    expect(await names('?page=99&state=x&role=y&sort=z')).toEqual(['alice', 'boss', 'Zofia_1']);
  });

  test('has 20 a page, with as many statements for 20 users as for one', async () => {
    await createPlenty(app, alice);
    await browser.get('/admin/users/');
    const few = await statementsOf(() => browser.get('/admin/users/?search=alice'));
    const row = dom(await browser.get('/admin/users/?search=alice'))('tbody tr')
      .text()
      .replace(/\s+/g, ' ');
    expect(row).toMatch(/25 25 25 25/);
    for (let i = 10; i < 32; i++) await createUser(app, `user-${i}`);
    const many = await statementsOf(() => browser.get('/admin/users/'));
    expect(many.length).toBe(few.length);
    expect(await names('')).toHaveLength(20);
    expect([...(await names('')), ...(await names('?page=2'))]).toHaveLength(24);
  });
});

describe('adding an account', () => {
  test('without a password shows a one-time link once', async () => {
    const response = await browser.post('/admin/users/create/', {
      username: 'Ewa',
      email: 'ewa@example.com',
      locale: 'pl',
    });
    expect(response.status).toBe(200);
    const link = String(dom(response)('#f-link').val());
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/accounts\/reset\/[\w-]{43}\/$/);
    expect(response.headers['cache-control']).toBe('no-store');
    const [ewa] = await sql<{ id: number }>(`SELECT id FROM users WHERE username = 'ewa'`);
    expect(await accountOf(ewa?.id ?? 0)).toMatchObject({ is_staff: false, is_active: true, email: 'ewa@example.com' });
    const visitor = new Visitor(app);
    const path = new URL(link).pathname;
    expect((await visitor.post(path, { password1: password, password2: password })).status).toBe(303);
    await visitor.signIn({ username: 'ewa' });
    expect((await visitor.get('/accounts/profile/')).text).toContain('lang="pl"');
    const actions = (await logged()).map(({ action, actor_id }) => [action, actor_id]);
    expect(actions).toEqual([
      ['user_created', boss.id],
      ['reset_link_made', boss.id],
      ['password_reset', ewa?.id],
    ]);
    expect(JSON.stringify(await sql('SELECT * FROM session'))).not.toContain(link.split('/').at(-2));
  });

  test('with a password forces the user to change it first', async () => {
    const given = { username: 'ewa', email: '', password1: 'pierwsze takie haslo', is_staff: '1' };
    expect((await browser.post('/admin/users/create/', given)).headers['location']).toMatch(/^\/admin\/users\/\d+\/$/);
    expect((await logged()).map(({ action }) => action)).toEqual(['user_created', 'staff_given']);
    const ewa = new Visitor(app);
    await ewa.post('/accounts/login/', { username: 'ewa', password: given.password1 });
    for (const path of ['/', '/dashboard/', '/contacts/', '/admin/', '/admin/users/']) {
      expect((await ewa.get(path)).headers['location'], path).toBe('/accounts/profile/#password');
    }
    expect((await ewa.post('/contacts/create/', { first_name: 'Jan' })).headers['location']).toBe(
      '/accounts/profile/#password',
    );
    expect((await ewa.get('/accounts/profile/')).text).toContain('Choose a new password first');
    const change = { old_password: given.password1, password1: given.password1, password2: given.password1 };
    const same = await ewa.post('/accounts/profile/password/', change);
    expect(same.status).toBe(422);
    expect(dom(same)('#f-password1-error').text()).toContain('current password');
    await ewa.post('/accounts/profile/password/', { ...change, password1: password, password2: password });
    expect((await ewa.get('/admin/users/')).status).toBe(200);
  });

  test.each([
    ['a taken name', { username: 'ALICE' }, 'username'],
    ['no name', { username: '' }, 'username'],
    ['a common password', { username: 'ewa', password1: 'password123' }, 'password1'],
    ['an invalid email', { username: 'ewa', email: 'x' }, 'email'],
  ])('%s is reported on the form, without the password', async (_, fields, name) => {
    const response = await browser.post('/admin/users/create/', { email: 'kept@example.com', ...fields });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($(`#f-${name}`).attr('aria-invalid')).toBe('true');
    expect($('#f-password1').val()).toBe('');
    expect(await sql('SELECT id FROM users')).toHaveLength(2);
    expect(await logged()).toEqual([]);
  });
});

describe('an action on an account', () => {
  test('deactivates it: sessions end, records stay, and signing in is refused until it is activated', async () => {
    await createRecords(app, alice);
    const alicesBrowser = await signedIn(app, alice);
    expect((await act('deactivate')).status).toBe(303);
    expect((await alicesBrowser.get('/dashboard/')).headers['location']).toMatch(/login/);
    expect((await new Visitor(app).post('/accounts/login/', { username: 'alice', password })).status).toBe(422);
    expect((await dumpOf(alice))['contacts']).toHaveLength(1);
    await act('activate');
    expect((await alicesBrowser.get('/dashboard/')).headers['location']).toMatch(/login/);
    await signedIn(app, alice);
    expect(await logged()).toMatchObject([entry('user_deactivated'), entry('user_activated')]);
    expect((await logged())[0]?.ip).toContain('127.0.0.1');
  });

  test('grants and removes administrator rights', async () => {
    const alicesBrowser = await signedIn(app, alice);
    await act('make-staff');
    expect((await alicesBrowser.get('/admin/')).status).toBe(200);
    await act('remove-staff');
    expect((await alicesBrowser.get('/admin/')).status).toBe(404);
    expect(await logged()).toMatchObject([entry('staff_given'), entry('staff_taken')]);
  });

  test('forces a change of password: sessions end, and the next sign-in asks for it', async () => {
    const alicesBrowser = await signedIn(app, alice);
    await act('force-password');
    expect((await alicesBrowser.get('/dashboard/')).headers['location']).toMatch(/login/);
    expect((await (await signedIn(app, alice)).get('/dashboard/')).headers['location']).toBe(
      '/accounts/profile/#password',
    );
    expect(await logged()).toMatchObject([entry('password_change_forced')]);
  });

  test('ends all sessions, even one that a late request writes back', async () => {
    const alicesBrowser = await signedIn(app, alice);
    const before = await sql<{ sid: string; sess: object; expire: Date }>('SELECT * FROM session WHERE user_id = $1', [
      alice.id,
    ]);
    await act('sign-out');
    for (const { sid, sess, expire } of before)
      await sql('INSERT INTO session (user_id, sid, sess, expire) VALUES ($1, $2, $3, $4)', [
        alice.id,
        sid,
        sess,
        expire,
      ]);
    expect((await alicesBrowser.get('/dashboard/')).headers['location']).toMatch(/login/);
    expect((await browser.get('/admin/')).status).toBe(200);
    expect(await logged()).toMatchObject([entry('signed_out_everywhere')]);
  });

  test('refuses a reset link for a deactivated account', async () => {
    await act('deactivate');
    const response = await act('reset-link');
    expect(response.status).toBe(422);
    expect(response.text).toContain('deactivated. Activate it first');
    expect(await sql('SELECT * FROM password_resets')).toEqual([]);
  });
});

describe('deleting', () => {
  test('says what will be deleted, asks for the username, and deletes the user’s records and nothing else', async () => {
    await createPlenty(app, alice);
    const other = await createUser(app, 'other');
    await createRecords(app, other);
    const before = await dumpOf(other);
    const page = dom(await browser.get(`/admin/users/${alice.id}/delete/`));
    expect(page('.confirm').text()).toMatch(/25 contacts[\s\S]*25 companies[\s\S]*25 entries[\s\S]*25 tasks/);
    for (const username of ['', 'bob', 'alice2']) expect((await act('delete', alice, { username })).status).toBe(422);
    expect(await logged()).toEqual([]);
    expect((await act('delete', alice, { username: ' Alice ' })).headers['location']).toBe('/admin/users/');
    expect(Object.values(await dumpOf(alice)).flat()).toEqual([]);
    expect(await dumpOf(other)).toEqual(before);
    const details = { contacts: 25, companies: 25, interactions: 25, tasks: 25 };
    expect(await logged()).toMatchObject([entry('user_deleted', { details })]);
    expect(JSON.stringify(await logged())).not.toContain('alice');
    expect((await browser.get('/admin/log/')).text).toContain(`deleted account no. ${alice.id}`);
  });
});
