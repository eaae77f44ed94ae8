import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { createUser, dom, password, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const address = '/accounts/login/';
const email = 'Anna@Example.com';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);
afterEach(() => vi.restoreAllMocks());

const signIn = (username: string, typed = password) => new Visitor(app).post(address, { username, password: typed });

async function signedInAs(username: string, typed = password): Promise<number | undefined> {
  await sql('DELETE FROM session');
  if ((await signIn(username, typed)).status !== 303) return undefined;
  const [row] = await sql<{ id: number }>(`SELECT (sess -> 'passport' -> 'user' ->> 'id')::int AS id FROM session`);
  return row?.id;
}

test('the page asks for either, in both languages', async () => {
  const label = async (lang: string) =>
    dom(await new Visitor(app).get(`${address}?lang=${lang}`))('label[for=f-username]').text();
  expect([await label('en'), await label('pl')]).toEqual(['Username or email', 'Nazwa użytkownika lub e\u2011mail']);
});

test.each(['Anna@Example.com', ' ANNA@example.COM ', 'anna@example.com'])('signs in by %s', async (typed) => {
  const { id } = await createUser(app, 'anna', { email });
  await createUser(app, 'bob', { email: 'bob@example.com' });
  expect(await signedInAs(typed)).toBe(id);
  expect(await signedInAs('anna')).toBe(id);
});

test('a username that is the email of somebody else wins', async () => {
  await createUser(app, 'anna', { email });
  const { id } = await createUser(app, 'anna@example.com');
  expect(await signedInAs(email)).toBe(id);
});

test('a username wins although its account is deactivated', async () => {
  await createUser(app, 'anna', { email });
  await createUser(app, 'anna@example.com', { is_active: false });
  expect(await signedInAs(email)).toBeUndefined();
});

test('an email of several accounts signs in to none, and the answer is that to a wrong password', async () => {
  await createUser(app, 'anna', { email });
  await createUser(app, 'second', { email: email.toLowerCase() });
  const answers = [await signIn(email), await signIn('anna', 'wrong one')];
  const errors = answers.map((answer) => dom(answer)('#f-password-error').text().trim());
  expect(errors).toEqual(Array(2).fill('Wrong username or password.'));
  expect(await signedInAs('second')).toBeDefined();
});

test('an address that waits to be confirmed signs in unless somebody has confirmed it', async () => {
  const { id } = await createUser(app, 'claiming');
  await sql(`INSERT INTO email_changes VALUES ($1, $2, 'hash', now(), now())`, [id, email]);
  expect(await signedInAs(email)).toBe(id);
  const owner = await createUser(app, 'anna', { email });
  expect(await signedInAs(email)).toBe(owner.id);
});

test('deactivated accounts do not count', async () => {
  const { id } = await createUser(app, 'anna', { email });
  await createUser(app, 'old', { email, is_active: false });
  expect(await signedInAs(email)).toBe(id);
  expect(await signedInAs('old')).toBeUndefined();
});

test.each(['@', '%@example.com', '____@example.com', `anna@${'x'.repeat(9000)}`])('%.20s is nobody', async (typed) => {
  await createUser(app, 'anna', { email });
  await createUser(app, 'nomail');
  expect((await signIn(typed)).status).toBe(422);
});

test('wrong passwords count for both names together', async () => {
  await createUser(app, 'anna', { email });
  const statuses: number[] = [];
  for (const name of ['anna', email, 'ANNA', email.toLowerCase(), 'anna', email, 'anna'])
    statuses.push((await signIn(name, 'wrong one')).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
});

test('the right password by email forgets those typed for the username, and the page keeps what was typed', async () => {
  await createUser(app, 'anna', { email });
  for (let index = 0; index < 4; index++) await signIn('anna', 'wrong one');
  expect((await signIn(email)).status).toBe(303);
  expect(dom(await signIn(email, 'wrong one'))('#f-username').val()).toBe(email);
  expect((await signIn('anna', 'wrong one')).status).toBe(422);
});

test('the log has one hash for both names', async () => {
  const accounts: unknown[] = [];
  vi.spyOn(log, 'info').mockImplementation((facts: unknown, text: unknown) => {
    if (text === 'sign-in') accounts.push((facts as { account: unknown }).account);
  });
  await createUser(app, 'anna', { email });
  for (const name of ['anna', email]) for (let index = 0; index < 3; index++) await signIn(name, 'wrong one');
  expect([accounts.length, new Set(accounts).size]).toEqual([6, 1]);
});
