// An error page for a form shows what was typed, to be copied, but no secrets.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';

let app: TestApp;
let alice: User;
let browser: Visitor;
/** While true, the database does not answer. */
let gone = false;

beforeAll(async () => {
  const real = await testApp({ environment: { SAVES_PER_MINUTE: '20' } });
  const pool = new Proxy(real.database.pool, {
    get: (target, name) => (name === 'query' && gone ? refuse : Reflect.get(target, name)),
  });
  app = { ...real, app: createApp({ config: real.config, database: { ...real.database, pool } }) };
});
beforeEach(async () => {
  gone = false;
  await emptyDatabase();
  alice = await createUser(app);
  browser = await signedIn(app, alice);
});

const refuse = () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }));
const card = { text: 'Jan <i>Kowalski</i>\n+48 600 100 200' };
const form = () => ({ ...card, _by: alice.id, _at: '/quick-add/', password: 'hush', code: 'hush', token: 'hush' });
const shown = (response: Awaited<ReturnType<Visitor['get']>>) =>
  dom(response)('.error-draft .user-text')
    .toArray()
    .map((one) => dom(response)(one).text());

async function expectKept(response: Awaited<ReturnType<Visitor['get']>>, status: number): Promise<void> {
  expect([response.status, shown(response)]).toEqual([status, [card.text]]);
  expect(response.text).not.toContain('hush');
  expect(await problemsOf(response.text, 'en')).toEqual([]);
}

/** Makes saving a contact fail with this error of PostgreSQL. */
async function breakSaving(errcode: string): Promise<void> {
  await sql(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${errcode}'; END$$`,
  );
  await sql('CREATE TRIGGER refuse BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION refuse()');
}

describe('what was typed is shown on the page of', () => {
  test('403 for an expired token, with a link to open the form in a new tab', async () => {
    const response = await browser.postRaw('/quick-add/', form());
    await expectKept(response, 403);
    expect(dom(response)('main').text()).not.toMatch(/go back|reload/i);
    const link = dom(response)('.page-actions a').first();
    expect([link.attr('href'), link.attr('target')]).toEqual(['/quick-add/', '_blank']);
  });

  test.each([
    ['P0001', 500],
    ['53100', 507],
    ['57014', 503],
    ['23514', 422],
  ])('PostgreSQL’s %s, %i', async (errcode, status) => {
    await breakSaving(errcode);
    const response = await browser.post('/quick-add/', { ...form(), text: 'Jan Kowalski' });
    await sql('DROP FUNCTION refuse() CASCADE');
    expect([response.status, shown(response)]).toEqual([status, ['Jan Kowalski']]);
  });

  test('503, even when the session cannot be read', async () => {
    await browser.get('/quick-add/');
    gone = true;
    await expectKept(await browser.postRaw('/quick-add/', form()), 503);
  });

  test('429', async () => {
    for (let i = 0; i < 20; i++) await browser.post('/shortcuts/');
    await expectKept(await browser.post('/quick-add/', form()), 429);
  });
});

describe('nothing is shown', () => {
  test('to a browser without a session', async () => {
    expect(shown(await new Visitor(app).postRaw('/quick-add/', form()))).toEqual([]);
    gone = true;
    const forged = new Visitor(app, { Cookie: 'sid=s%3Aabc.def' });
    expect(shown(await forged.postRaw('/quick-add/', form()))).toEqual([]);
  });

  test('of a form of another user', async () => {
    const response = await browser.postRaw('/quick-add/', { ...form(), _by: alice.id + 1 });
    expect([response.status, response.text.includes('Kowalski')]).toEqual([403, false]);
  });
});
