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

/** A browser that was signed in until just now. */
async function expired(user = alice): Promise<Visitor> {
  const visitor = await signedIn(app, user);
  await sql('DELETE FROM session');
  return visitor;
}
const signIn = (visitor: Visitor, user = alice) =>
  visitor.post('/accounts/login/', { username: user.username, password });
const by = (user = alice) => ({ _by: user.id });

async function sentLate(path: string, fields: Record<string, string>) {
  const visitor = await expired();
  const refused = await visitor.post(path, { ...by(), ...fields });
  expect([refused.status, refused.headers['location']]).toEqual([303, '/accounts/login/']);
  const back = String((await signIn(visitor)).headers['location']);
  return { visitor, back, page: dom(await visitor.get(back)) };
}

describe('a form sent after the session ended comes back filled', () => {
  test('a new contact', async () => {
    const fields = { first_name: 'Jan', last_name: '<b>Żółty</b>', notes: 'two\nlines', status: 'customer' };
    const { visitor, back, page } = await sentLate('/contacts/create/', fields);
    expect(back).toBe('/contacts/create/');
    expect(page('[name=first_name]').val()).toBe('Jan');
    expect(page('[name=last_name]').val()).toBe('<b>Żółty</b>');
    expect(page('[name=notes]').val()).toBe('two\nlines');
    expect(page('[name=status]').val()).toBe('customer');
    expect(page('.flash').text()).toContain('What you typed is back; it is not saved yet.');
    expect(await sql('SELECT id FROM contacts')).toEqual([]);
    expect(dom(await visitor.get(back))('[name=first_name]').val()).toBe('');
  });

  test('a company chosen in it, though there are more than a select holds', async () => {
    const { company } = await createRecords(app, alice, { company: 'Żabka' });
    const more = Array.from({ length: 60 }, (_, i) => `(${alice.id}, 'A${i}')`).join(',');
    await sql(`INSERT INTO companies (user_id, name) VALUES ${more}`);
    const { page } = await sentLate('/contacts/create/', { first_name: 'Jan', company: String(company) });
    expect(page('select[name=company]').val()).toBe(String(company));
  });

  test('a contact being edited, over what is saved', async () => {
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

  test('a task, with the address it was opened at', async () => {
    const { contact } = await createRecords(app, alice);
    const path = `/tasks/create/?contact=${contact}`;
    const { back, page } = await sentLate(path, { title: 'Call back', description: 'about the table' });
    expect(back).toBe(path);
    expect([page('[name=title]').val(), page('main [name=description]').val()]).toEqual([
      'Call back',
      'about the table',
    ]);
  });

  test('the form in the page says whose it is, so that it works without a test’s help', async () => {
    const visitor = await signedIn(app, alice);
    const form = dom(await visitor.get('/contacts/create/'))('main form[method=post]');
    expect(form.find('[name=_by]').val()).toBe(String(alice.id));
  });

  test('and the sign-in page says so', async () => {
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...by(), first_name: 'Jan' });
    expect((await visitor.get('/accounts/login/')).text).toContain('Sign in, and what you typed comes back.');
  });
});

describe('it does not come back', () => {
  test('to somebody else who signs in in that browser', async () => {
    const bob = await createUser(app, 'bob');
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...by(), first_name: 'Secretname' });
    expect((await signIn(visitor, bob)).headers['location']).toBe('/dashboard/');
    expect((await visitor.get('/contacts/create/')).text).not.toContain('Secretname');
  });

  test('after an hour', async () => {
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...by(), first_name: 'Jan' });
    now = new Date(now.getTime() + 3_601_000);
    expect((await signIn(visitor)).headers['location']).toBe('/dashboard/');
    const late = await sentLate('/contacts/create/', { first_name: 'Ewa' });
    expect(late.page('[name=first_name]').val()).toBe('Ewa');
  });

  test('from a form of another site', async () => {
    const visitor = await expired();
    expect((await visitor.postRaw('/contacts/create/', { ...by(), first_name: 'Jan' })).status).toBe(403);
    expect(await sql('SELECT sid FROM session')).toEqual([]);
  });

  test('when it is too long, and nothing is stored of it', async () => {
    const visitor = await expired();
    await visitor.post('/contacts/create/', { ...by(), notes: 'x'.repeat(65_000) });
    expect(await sql('SELECT sid FROM session')).toEqual([]);
    expect((await signIn(visitor)).headers['location']).toBe('/dashboard/');
  });

  test.each(['/contacts/1/delete/', '/tasks/1/toggle/', '/accounts/profile/password/'])('from %s', async (path) => {
    const visitor = await expired();
    await visitor.post(path, { ...by(), first_name: 'Jan' });
    expect(await sql('SELECT sid FROM session')).toEqual([]);
  });
});

test('passwords and tokens are not kept', async () => {
  const visitor = await expired();
  const fields = { password1: 'hush', old_password: 'hush', Secret: 'hush', code: 'hush', phone: '+48 1' };
  await visitor.post('/accounts/profile/', { ...by(), ...fields });
  const [row] = await sql<{ sess: { typed: { fields: object } } }>('SELECT sess FROM session');
  expect(row?.sess.typed.fields).toEqual({ phone: '+48 1' });
});

test('the session that keeps it is nobody’s, and goes after an hour', async () => {
  const visitor = await expired();
  await visitor.post('/contacts/create/', { ...by(), first_name: 'a\0b' });
  expect((await visitor.get('/dashboard/')).status).toBe(303);
  const [row] = await sql<{ minutes: number }>(
    `SELECT round(extract(epoch FROM expire - localtimestamp) / 60)::int AS minutes FROM session`,
  );
  expect(row?.minutes).toBeGreaterThan(0);
  expect(row?.minutes).toBeLessThanOrEqual(60);
});

test('an address keeps 30 an hour', async () => {
  for (let i = 0; i < 32; i++) await new Visitor(app).post('/contacts/create/', { ...by(), first_name: `n${i}` });
  expect(await sql('SELECT sid FROM session')).toHaveLength(30);
});

test('an address that only looks like one of this site is not gone to', async () => {
  const visitor = await expired();
  await visitor.post('//evil.example/create/', { ...by(), first_name: 'Jan' }).catch(() => undefined);
  expect(String((await signIn(visitor)).headers['location'])).toMatch(/^\/[a-z]/);
});
