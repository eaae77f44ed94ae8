import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createUser, dom, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const address = '/accounts/register/username/';

let app: TestApp;
let limited: TestApp;
beforeAll(async () => {
  app = await testApp();
  limited = await testApp({ environment: { SIGN_UPS_PER_HOUR: '2' } });
});
beforeEach(emptyDatabase);

const check = (username: string, at = app) => new Visitor(at).post(address, { username });

test('the registration page names the address of the check', async () => {
  const $ = dom(await new Visitor(app).get('/accounts/register/'));
  expect($('form[data-username-check]').attr('data-username-check')).toBe(address);
});

test.each([
  ['ANNA', 'This username is taken'],
  [' anna ', 'This username is taken'],
  ['gone', 'This username is taken'],
  ['anna kowalska', 'Use only letters'],
  ['<script>alert(1)</script>', 'Use only letters'],
  ['x'.repeat(151), 'at most 150'],
])('%.30s gets an error to show below the field', async (username, message) => {
  await createUser(app, 'anna');
  await createUser(app, 'gone', { is_active: false });
  const response = await check(username);
  expect(response.status).toBe(200);
  expect(dom(response)('#f-username-error').text()).toContain(message);
  expect(response.text).not.toMatch(/<html|password|<script/);
});

test.each(['ola', 'anna@example.com'])('%s can be had', async (username) => {
  await createUser(app, 'anna', { email: 'anna@example.com' });
  const response = await check(username);
  expect([response.status, response.text.trim()]).toEqual([200, '']);
});

test('is limited like sign-ups, and apart from them', async () => {
  await createUser(app, 'anna');
  const statuses: number[] = [];
  for (const name of ['anna', 'ola', 'anna']) statuses.push((await check(name, limited)).status);
  expect(statuses).toEqual([200, 200, 429]);
  const fields = { username: 'ola', password1: 'trzy mokre parasole', password2: 'trzy mokre parasole' };
  expect((await new Visitor(limited).post('/accounts/register/', fields)).status).toBe(303);
});

test.each(['closed', 'invite'])('tells nobody who may not sign up: %s', async (mode) => {
  await createUser(app, 'anna');
  await sql(`INSERT INTO settings (key, value) VALUES ('sign_ups', $1)`, [mode]);
  expect((await check('anna')).status).toBe(403);
});

test('needs the CSRF token, and no account', async () => {
  expect((await new Visitor(app).postRaw(address, { username: 'anna' })).status).toBe(403);
  const alice = await signedIn(app, await createUser(app));
  expect((await alice.post(address, { username: 'alice' })).status).toBe(303);
});
