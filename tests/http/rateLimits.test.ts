import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { statementsOf } from '../support/statements.ts';

const environment = { SAVES_PER_MINUTE: '5', SIGN_UPS_PER_HOUR: '2', DOWNLOADS_PER_HOUR: '2' };
let app: TestApp;
let usual: TestApp;
beforeAll(async () => {
  usual = await testApp();
});
beforeEach(async () => {
  await emptyDatabase();
  app = await testApp({ environment });
});

const names = async () =>
  (await sql<{ first_name: string }>('SELECT first_name FROM contacts ORDER BY id')).map((row) => row.first_name);

describe('saving', () => {
  const save = (browser: Visitor, first_name: string) =>
    browser.post('/contacts/create/', { first_name, save_anyway: '1' });

  test('too often is answered with 429, the time to wait and what was typed', async () => {
    const [alice, bob] = [
      await signedIn(app, await createUser(app)),
      await signedIn(app, await createUser(app, 'bob')),
    ];
    for (let i = 0; i < 5; i++) expect((await save(alice, `no ${i}`)).status).toBe(303);
    const refused = await save(alice, 'one too many');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.text).toMatch(/Try again in \d+ second/);
    expect(refused.text).toContain('one too many');
    expect(await names()).toEqual(['no 0', 'no 1', 'no 2', 'no 3', 'no 4']);
    expect((await alice.get('/contacts/')).status).toBe(200);
    expect((await save(bob, 'of Bob')).status).toBe(303);
    expect((await alice.post('/accounts/logout/')).status).toBe(303);
  });

  test('costs no further statement', async () => {
    const [free, held] = [
      await signedIn(usual, await createUser(app)),
      await signedIn(app, await createUser(app, 'bob')),
    ];
    await save(free, 'first');
    await save(held, 'first');
    const without = await statementsOf(() => save(free, 'second'));
    const counted = await statementsOf(() => save(held, 'second'));
    expect(counted.join()).not.toContain('rate_limits');
    expect(counted.length).toBe(without.length);
  });

  test('is not counted for a form without its token', async () => {
    const alice = await signedIn(app, await createUser(app));
    for (let i = 0; i < 10; i++)
      expect((await alice.postRaw('/contacts/create/', { first_name: 'x' })).status).toBe(403);
    expect((await save(alice, 'still')).status).toBe(303);
  });
});

describe('registering', () => {
  const register = (username: string, more = {}) =>
    new Visitor(app).post('/accounts/register/', { username, password1: password, password2: password, ...more });
  const users = async () => (await sql('SELECT id FROM users')).length;

  test('too often from one network has to wait; the form keeps what was typed, except the password', async () => {
    expect([(await register('one')).status, (await register('two')).status]).toEqual([303, 303]);
    const refused = await register('three', { email: 'three@example.com' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3000);
    const $ = dom(refused);
    expect($('[role=alert]').text()).toMatch(/Too many sign-ups from this address\s*Wait \d+ minutes/);
    expect([$('#f-username').val(), $('#f-email').val(), $('#f-password1').val()]).toEqual([
      'three',
      'three@example.com',
      '',
    ]);
    expect(refused.text).not.toContain(password);
    expect(await users()).toBe(2);
  });

  test('with an invalid form is not counted', async () => {
    for (let i = 0; i < 5; i++) expect((await register('one', { password1: 'short' })).status).toBe(422);
    expect((await register('one')).status).toBe(303);
  });

  test('is counted across processes', async () => {
    await register('one');
    app = await testApp({ environment });
    await register('two');
    expect((await register('three')).status).toBe(429);
    expect(JSON.stringify(await sql('SELECT key FROM rate_limits'))).not.toContain('127.0.0.1');
  });
});

test('downloads of all kinds are limited together for each user', async () => {
  const [alice, bob] = [await signedIn(app, await createUser(app)), await signedIn(app, await createUser(app, 'bob'))];
  expect((await alice.get('/accounts/data/download/')).status).toBe(200);
  expect((await alice.get('/accounts/export/tasks/')).status).toBe(200);
  const refused = await alice.get('/accounts/export/contacts/');
  expect([refused.status, refused.type]).toEqual([429, 'text/html']);
  expect(refused.headers['content-disposition']).toBeUndefined();
  expect(refused.text).toMatch(/Try again in \d+ minutes/);
  for (const address of ['/contacts/export/?format=csv', '/companies/export/?format=vcf', '/contacts/1/export/'])
    expect((await alice.get(address)).status).toBe(address.includes('/1/') ? 404 : 429);
  expect((await alice.get('/contacts/export/')).status).toBe(200);
  expect((await bob.get('/accounts/data/download/')).status).toBe(200);
});

test('the limits are those of the settings, else the defaults in production and none elsewhere', () => {
  const SECRET_KEY = 'only for the tests of this run';
  const limits = (more: Record<string, string>) => loadConfig({ SECRET_KEY, ...more }).limits;
  expect(limits({ NODE_ENV: 'production' })).toEqual({
    savesPerMinute: 300,
    signUpsPerHour: 20,
    downloadsPerHour: 30,
    feedsPerHour: 600,
    mailsPerDay: 50,
  });
  const { mailsPerDay, ...elsewhere } = limits({});
  expect(mailsPerDay).toBe(50);
  expect(Math.min(...Object.values(elsewhere))).toBeGreaterThan(1_000_000);
  const own = { savesPerMinute: 5, signUpsPerHour: 2, downloadsPerHour: 2 };
  expect([limits(environment), limits({ NODE_ENV: 'production', ...environment })]).toMatchObject([own, own]);
});
