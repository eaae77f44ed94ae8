import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { createRecords } from '../support/records.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let alice: User;
let now: Date;
beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
beforeEach(async () => {
  now = new Date();
  await emptyDatabase();
  alice = await createUser(app);
});

/** A browser whose session has just ended. */
async function expired(user = alice): Promise<Visitor> {
  const visitor = await signedIn(app, user);
  await sql('DELETE FROM session');
  return visitor;
}
const signIn = (visitor: Visitor, user = alice) =>
  visitor.post('/accounts/login/', { username: user.username, password });
/** The hidden fields of every form: its user and its page. */
const from = (path: string, user = alice) => ({ _by: user.id, _at: path });

async function sentLate(path: string, fields: Record<string, string>) {
  const visitor = await expired();
  const refused = await visitor.post(path, { ...from(path), ...fields });
  expect([refused.status, refused.headers['location']]).toEqual([303, '/accounts/login/']);
  const back = String((await signIn(visitor)).headers['location']);
  return { visitor, back, page: dom(await visitor.get(back)) };
}

describe('a form sent after the session has ended is restored', () => {
  test('a new contact', async () => {
    const fields = { first_name: 'Jan', last_name: '<b>Żółty</b>', notes: 'two\nlines', status: 'customer' };
    const { visitor, back, page } = await sentLate('/contacts/create/', fields);
    expect(back).toBe('/contacts/create/');
    expect(page('[name=first_name]').val()).toBe('Jan');
    expect(page('[name=last_name]').val()).toBe('<b>Żółty</b>');
    expect(page('[name=notes]').val()).toBe('two\nlines');
    expect(page('[name=status]').val()).toBe('customer');
    expect(page('.flash').text()).toContain('What you typed is back, but not saved yet.');
    expect(await sql('SELECT id FROM contacts')).toEqual([]);
    expect(dom(await visitor.get(back))('[name=first_name]').val()).toBe('');
  });

  test('a selected company, even when there are more than the select offers', async () => {
    const { company } = await createRecords(app, alice, { company: 'Żabka' });
    const more = Array.from({ length: 60 }, (_, i) => `(${alice.id}, 'A${i}')`).join(',');
    await sql(`INSERT INTO companies (user_id, name) VALUES ${more}`);
    const { page } = await sentLate('/contacts/create/', { first_name: 'Jan', company: String(company) });
    expect(page('select[name=company]').val()).toBe(String(company));
  });

  test('an edited contact, instead of the saved values', async () => {
    const { contact } = await createRecords(app, alice);
    const { back, page } = await sentLate(`/contacts/${contact}/edit/`, { first_name: 'Janusz', last_name: '' });
    expect(back).toBe(`/contacts/${contact}/edit/`);
    expect([page('[name=first_name]').val(), page('[name=last_name]').val()]).toEqual(['Janusz', '']);
    expect(page('[name=email]').val()).toBe('jan@stolarnia.example');
  });

  test('a note', async () => {
    const { contact } = await createRecords(app, alice);
    const path = `/contacts/${contact}/interactions/create/`;
    const { page } = await sentLate(path, { interaction_type: 'call', content: 'Long talk' });
    expect(page('[name=content]').val()).toBe('Long talk');
    expect(page('[name=interaction_type]:checked, select[name=interaction_type]').val()).toBe('call');
  });

  test('a task, with the address of its form', async () => {
    const { contact } = await createRecords(app, alice);
    const path = `/tasks/create/?contact=${contact}`;
    const { back, page } = await sentLate(path, { title: 'Call back', description: 'about the table' });
    expect(back).toBe(path);
    expect([page('[name=title]').val(), page('main [name=description]').val()]).toEqual([
      'Call back',
      'about the table',
    ]);
  });

  test('and announced on the sign-in page', async () => {
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...from('/contacts/create/'), first_name: 'Jan' });
    expect((await visitor.get('/accounts/login/')).text).toContain('Sign in, and what you typed will be back.');
  });
});

/** Every form with a text field: its page, the field, the address of a second button. */
const forms: [page: string, name: string, sentTo?: string][] = [
  ['/contacts/create/', 'notes'],
  ['/contacts/:contact/edit/', 'notes'],
  ['/contacts/:contact/', 'content'],
  ['/contacts/:contact/', 'content', '/ai/tidy/:contact/'],
  ['/contacts/:contact/interactions/create/', 'content'],
  ['/interactions/:interaction/edit/', 'content'],
  ['/companies/create/', 'address'],
  ['/companies/:company/edit/', 'address'],
  ['/tasks/create/?back=%2Fcontacts%2F', 'description'],
  ['/tasks/:task/edit/', 'description'],
  ['/quick-add/', 'text'],
  ['/quick-add/', 'text', '/ai/person/'],
  ['/quick-add/note/', 'content'],
  ['/quick-add/task/?back=%2Fcontacts%2F', 'title'],
  ['/contacts/import/', 'rows'],
  ['/accounts/profile/', 'phone'],
];

describe('every form can be restored from its hidden fields', () => {
  test.each(forms)('%s: %s %s', async (page, name, sentTo) => {
    const records = await createRecords(app, alice);
    const fill = (path: string) => path.replace(/:(\w+)/, (_, kind: keyof typeof records) => String(records[kind]));
    const visitor = await signedIn(app, alice);
    const back = await sendFrom(visitor, fill(page), name, sentTo && fill(sentTo));
    expect(dom(await visitor.get(back))(`main form [name=${name}]`).val()).toBe('Kept words');
  });

  test('the check of a business card', async () => {
    const visitor = await signedIn(app, alice);
    const card = 'Qxzw Vbnm\nStolarnia\n+48 600 100 200\nsome other words';
    const checked = dom(await visitor.post('/quick-add/', { text: card }));
    const form = checked('main form[method=post]').first();
    expect(form.attr('action')).toBe('/quick-add/check/');
    await sql('DELETE FROM session');
    await visitor.post('/quick-add/check/', {
      ...carriedBy(form),
      first_name: 'Jan',
      phone: '+48 600 100 200',
      next: 'week',
    });
    const page = dom(await visitor.get(String((await signIn(visitor)).headers['location'])));
    expect(page('main form').attr('action')).toBe('/quick-add/check/');
    expect([page('[name=first_name]').val(), page('[name=next]:checked').val()]).toEqual(['Jan', 'week']);
    expect((await visitor.get('/quick-add/check/')).headers['location']).toBe('/quick-add/');
  });

  test('a drafted email', async () => {
    const { contact } = await createRecords(app, alice);
    const visitor = await signedIn(app, alice);
    const page = dom(await visitor.post(`/contacts/${contact}/write/`, { subject: 'x'.repeat(300), body: 'Dear Jan' }));
    const form = page(`form[action="/contacts/${contact}/write/"]`);
    await sql('DELETE FROM session');
    await visitor.post(`/contacts/${contact}/write/`, { ...carriedBy(form), subject: 'Offer', body: 'Dear Jan' });
    const shown = dom(await visitor.get(String((await signIn(visitor)).headers['location'])));
    expect([shown('[name=subject]').val(), shown('[name=body]').val()]).toEqual(['Offer', 'Dear Jan']);
  });
});

/** Opens a page, ends the session, submits its form and signs in. Returns where the sign-in leads. */
async function sendFrom(visitor: Visitor, page: string, name: string, sentTo?: string): Promise<string> {
  const form = dom(await visitor.get(page))(`main form:has([name=${name}])`).first();
  await sql('DELETE FROM session');
  const fields = { ...carriedBy(form), [name]: 'Kept words' };
  const refused = await visitor.post(sentTo ?? String(form.attr('action')), fields);
  expect(refused.status).toBe(303);
  return String((await signIn(visitor)).headers['location']);
}

function carriedBy(form: { find(selector: string): { val(): unknown } }): Record<string, string> {
  return Object.fromEntries(['_by', '_at'].map((name) => [name, String(form.find(`[name=${name}]`).val())]));
}

describe('a form is not restored', () => {
  test('for another user who signs in with the same browser', async () => {
    const bob = await createUser(app, 'bob');
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...from('/contacts/create/'), first_name: 'Secretname' });
    expect((await signIn(visitor, bob)).headers['location']).toBe('/dashboard/');
    expect((await visitor.get('/contacts/create/')).text).not.toContain('Secretname');
  });

  test('after an hour', async () => {
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...from('/contacts/create/'), first_name: 'Jan' });
    now = new Date(now.getTime() + 3_601_000);
    expect((await signIn(visitor)).headers['location']).toBe('/dashboard/');
    const late = await sentLate('/contacts/create/', { first_name: 'Ewa' });
    expect(late.page('[name=first_name]').val()).toBe('Ewa');
  });

  test('from a form of another site', async () => {
    const visitor = await expired();
    expect(
      (await visitor.postRaw('/contacts/create/', { ...from('/contacts/create/'), first_name: 'Jan' })).status,
    ).toBe(403);
    expect(await sql('SELECT sid FROM session')).toEqual([]);
  });

  test('when it is too long, and nothing of it is stored', async () => {
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...from('/contacts/create/'), notes: 'x'.repeat(65_000) });
    expect(await sql('SELECT sid FROM session')).toEqual([]);
    expect((await signIn(visitor)).headers['location']).toBe('/dashboard/');
  });

  test.each(['/contacts/1/delete/', '/tasks/1/toggle/', '/accounts/profile/password/'])('from %s', async (path) => {
    const visitor = await expired();
    await visitor.post(path, { _by: alice.id, first_name: 'Jan' });
    expect(await sql('SELECT sid FROM session')).toEqual([]);
  });
});

test('passwords and tokens are not stored', async () => {
  const visitor = await expired();
  const fields = { password1: 'hush', old_password: 'hush', Secret: 'hush', code: 'hush', phone: '+48 1' };
  await visitor.post('/accounts/profile/', { ...from('/accounts/profile/'), ...fields });
  const [row] = await sql<{ sess: { draft: { fields: object } } }>('SELECT sess FROM session');
  expect(row?.sess.draft.fields).toEqual({ phone: '+48 1' });
});

test('the session with the draft belongs to nobody and expires after an hour', async () => {
  const visitor = await expired();
  await visitor.post('/contacts/create/', { ...from('/contacts/create/'), first_name: 'a\0b' });
  expect((await visitor.get('/dashboard/')).status).toBe(303);
  const [row] = await sql<{ minutes: number }>(
    `SELECT round(extract(epoch FROM expire - localtimestamp) / 60)::int AS minutes FROM session`,
  );
  expect(row?.minutes).toBeGreaterThan(0);
  expect(row?.minutes).toBeLessThanOrEqual(60);
});

test('an address can store 30 drafts an hour', async () => {
  for (let i = 0; i < 32; i++)
    await new Visitor(app).post('/contacts/create/', { ...from('/contacts/create/'), first_name: `n${i}` });
  expect(await sql('SELECT sid FROM session')).toHaveLength(30);
});

test('a draft never leads to an address of another site', async () => {
  const visitor = await expired();
  for (const path of ['//evil.example/create/', 'https://evil.example/', '/\\evil.example/', 'create'])
    await visitor.post('/contacts/create/', { ...from(path), first_name: 'Jan' });
  expect(String((await signIn(visitor)).headers['location'])).toMatch(/^\/[a-z]/);
});
