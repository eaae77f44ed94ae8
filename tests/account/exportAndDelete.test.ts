import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createUser, dbOf, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
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
    expect($('main a[href="/accounts/export/"]')).toHaveLength(1);
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

describe('the export', () => {
  const read = async (visitor: Visitor) => JSON.parse((await visitor.get('/accounts/export/')).text);

  test('contains all data of the user and none of others', async () => {
    const [user, bob] = [await createUser(app, 'ałice', { email: 'a@example.com' }), await createUser(app, 'bob')];
    await createRecords(app, user, { content: 'said "so"\n</script>' });
    await createRecords(app, bob, { content: 'Bobsecret' });
    const alice = await signedIn(app, user);
    const response = await alice.get('/accounts/export/');
    expect(response.headers['content-disposition']).toMatch(/^attachment; .*mini-crm-.*\.json/);
    expect(response.text).not.toMatch(/Bobsecret|password_hash|search_text|next_sort|phone_digits|\$2b\$/);
    const file = JSON.parse(response.text);
    expect(file.account).toMatchObject({
      username: 'ałice',
      email: 'a@example.com',
      locale: 'en',
      time_zone: 'Europe/Warsaw',
    });
    expect(file.interactions).toHaveLength(1);
    expect(file.interactions[0].content).toBe('said "so"\n</script>');
    expect(file.tags).toMatchObject([{ name: 'Hurt', color: 'blue' }]);
    const tag_ids = [file.tags[0].id];
    expect(file.companies[0]).toMatchObject({ tax_id: '1234563218', notes: 'Dostawy we wtorki.', tag_ids });
    expect(file.contacts[0]).toMatchObject({ first_name: 'Jan', company_id: file.companies[0].id, tag_ids });
    expect(file.tasks[0].contact_id).toBe(file.contacts[0].id);
  });

  test('writes dates and times of day without a time zone', async () => {
    const user = await createUser(app);
    const { contact, task } = await createRecords(app, user);
    const dates = { due_date: '2027-03-08', due_time: '14:05', repeat_from: '2027-03-01' };
    await sql(
      `UPDATE tasks SET repeat = 'weekly', due_date = '2027-03-08', due_time = '14:05', repeat_from = '2027-03-01'`,
    );
    const alice = await signedIn(app, user);
    const file = await read(alice);
    expect(file.tasks[0]).toMatchObject({ id: task, ...dates });
    expect(file.tasks[0].created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(file.contacts[0]).toMatchObject({ id: contact, next_due_date: '2027-03-08' });
    await sql(`UPDATE tasks SET repeat = 'never', due_date = NULL, due_time = NULL, repeat_from = NULL`);
    expect((await read(alice)).tasks[0]).toMatchObject({ due_date: null, due_time: null, repeat_from: null });
  });

  test('contains every row, however many there are', async () => {
    const user = await createUser(app);
    const { contact } = await createRecords(app, user);
    const content = 'said';
    await dbOf(app, user).interaction.createMany({
      data: Array.from({ length: 1200 }, () => ({ user_id: user.id, contact_id: contact, content })),
    });
    const file = await read(await signedIn(app, user));
    expect(new Set(file.interactions.map(({ id }: { id: number }) => id)).size).toBe(1201);
  });

  test('works for an empty account', async () => {
    const file = await read(await signedIn(app, await createUser(app)));
    expect(file).toMatchObject({ companies: [], contacts: [], interactions: [], tasks: [], summaries: [] });
  });

  test('leaves no table of a user out by oversight', async () => {
    const rows = await sql<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id' AND table_schema = 'public'`,
    );
    const secrets = ['email_changes', 'password_resets', 'recovery_codes', 'two_factors'];
    const inAccount = ['profiles'];
    // Idempotency keys (an hour), uploaded imports (a day) and their undo (a month).
    const passing = ['submissions', 'imports', 'import_rows'];
    // Counts of the other lists.
    const derived = ['contact_counts'];
    const { exported_at: _, account: __, ...lists } = await read(await signedIn(app, await createUser(app)));
    expect(rows.map((row) => row.table_name).sort()).toEqual(
      [...Object.keys(lists), ...inAccount, ...secrets, ...passing, ...derived].sort(),
    );
  });
});
