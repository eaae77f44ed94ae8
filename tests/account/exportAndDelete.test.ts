import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { createPlenty, createRecords } from '../support/records.ts';

vi.setConfig({ testTimeout: 60_000 });

const address = '/accounts/delete/';
const good = { username: 'Alice', password };
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

const names = async () =>
  (await sql<{ username: string }>('SELECT username FROM users ORDER BY 1')).map((row) => row.username);

describe('deleting the account', () => {
  test('says what will be deleted, offers the export, and has its own submit button first', async () => {
    const user = await createUser(app);
    await createPlenty(app, user);
    const $ = dom(await (await signedIn(app, user)).get(address));
    expect($('.confirm li').first().text()).toBe('25 contacts');
    expect($('main a[href="/accounts/data/download/"]')).toHaveLength(1);
    expect($('button[type=submit]').first().text().trim()).toBe('Delete everything');
  });

  test('deletes all data of the user, ends all sessions and leaves other users alone', async () => {
    const [user, bob] = [await createUser(app), await createUser(app, 'bob')];
    await createRecords(app, user);
    await createRecords(app, bob);
    const [alice, phone] = [await signedIn(app, user), await signedIn(app, user)];
    const response = await alice.post(address, good);
    expect([response.status, response.headers['location']]).toEqual([303, '/']);
    expect((await alice.get('/')).text).toContain('has been deleted');
    expect(await names()).toEqual(['bob']);
    for (const table of ['contacts', 'companies', 'interactions', 'tasks', 'profiles']) {
      expect(await sql(`SELECT count(*)::int AS count FROM ${table}`), table).toEqual([{ count: 1 }]);
    }
    expect([(await alice.get('/dashboard/')).status, (await phone.get('/dashboard/')).status]).toEqual([303, 303]);
    const [entry] = await sql('SELECT action, subject_id FROM audit_log');
    expect(entry).toEqual({ action: 'user_deleted', subject_id: user.id });
  });

  test.each([
    ['another name', { ...good, username: 'bob' }, 'username'],
    ['no name', { ...good, username: '' }, 'username'],
    ['a wrong password', { ...good, password: 'wrong' }, 'password'],
    ['no password', { ...good, password: '' }, 'password'],
  ])('%s deletes nothing and is reported', async (_name, fields, field) => {
    const alice = await signedIn(app, await createUser(app));
    await createUser(app, 'bob');
    const response = await alice.post(address, fields);
    expect(response.status).toBe(422);
    expect(dom(response)(`#f-${field}-error`)).toHaveLength(1);
    expect(response.text).not.toContain(password);
    expect(await names()).toEqual(['alice', 'bob']);
  });

  test('limits attempts to guess the password', async () => {
    const alice = await signedIn(app, await createUser(app));
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await alice.post(address, { ...good, password: 'wrong' })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await alice.post(address, good)).status).toBe(429);
    expect(await names()).toEqual(['alice']);
  });

  test('is refused for the last active administrator', async () => {
    const alice = await signedIn(app, await createUser(app, 'alice', { is_staff: true }));
    await createUser(app, 'old', { is_staff: true, is_active: false });
    expect(dom(await alice.get(address))('form[action="/accounts/delete/"]')).toHaveLength(0);
    expect((await alice.post(address, good)).status).toBe(422);
    await createUser(app, 'bob', { is_staff: true });
    expect((await alice.post(address, good)).status).toBe(303);
    expect(await names()).toEqual(['bob', 'old']);
  });

  test('needs a session and a CSRF token', async () => {
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.postRaw(address, good)).status).toBe(403);
    expect((await new Visitor(app).post(address, good)).headers['location']).toBe('/accounts/login/');
    expect(await names()).toEqual(['alice']);
  });
});
