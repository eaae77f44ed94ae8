// Nobody can forget the owner: requests every route as a visitor, as a stranger, with junk and without a token.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { User } from '../src/db/generated/client.ts';
import { createUser, signedIn, type TestApp, testApp, Visitor } from './support/app.ts';
import { emptyDatabase, sql } from './support/database.ts';
import { exhaustive } from './support/exhaustive.ts';
import { countsOf, createEachKind, fullDumpOf, type RecordIds } from './support/records.ts';
import { addressOf, addressWith, hasParameter, type Route, routesOf } from './support/routes.ts';

// Some tests send a hundred requests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The only routes that answer without a session. */
const publicRoutes = new Set([
  'GET ',
  'GET /.well-known/security.txt',
  'POST /csp-reports',
  'GET /healthz',
  'GET /readyz',
  'GET /accounts/login',
  'POST /accounts/login',
  'POST /accounts/login/passkey',
  'GET /accounts/register',
  'POST /accounts/register',
  'POST /accounts/register/username',
  'GET /accounts/reset/:token',
  'POST /accounts/reset/:token',
  'GET /accounts/morning-mail/stop/:token',
  'POST /accounts/morning-mail/stop/:token',
  'GET /accounts/password-reset',
  'POST /accounts/password-reset',
  'POST /accounts/logout',
  'GET /feed/:token.ics',
]);

/** Only for staff (tests/admin), or by a secret link (resetPassword.test.ts, feed.test.ts); 404 for everybody else. */
const notHers = /^\/admin|^\/feed|^\/accounts\/(reset|morning-mail\/stop)/;

/** No text of the app contains it: a page that does shows a record of Alice's. */
const secret = 'Zebrafinkenzüchter';
const junk = ['0', '-1', 'abc', '2147483648', '1%00'];
const otherJunk = ['1.5', '99999999999', '%D9%A1', '1e1', '0x1', '01', '1%20', '1,2'];

let app: TestApp;
let alice: User;
let bob: User;
/** A staff user, whom the admin area answers as well. */
let carol: User;
let hers: RecordIds;
let his: RecordIds;
let carols: RecordIds;
let routes: Route[];
let bobBrowser: Visitor;

beforeAll(async () => {
  app = await testApp();
  await emptyDatabase();
  routes = routesOf(app.app);
  alice = await createUser(app, 'alice');
  bob = await createUser(app, 'bob');
  const [company, first_name, content, title] = [secret, secret, secret, secret];
  hers = await createEachKind(app, alice, { company, first_name, content, title });
  his = await createEachKind(app, bob);
  carol = await createUser(app, 'carol', { is_staff: true });
  carols = await createEachKind(app, carol);
  bobBrowser = await signedIn(app, bob);
});

const nameOf = ({ method, pattern }: Route) => `${method} ${pattern}`;
const send = (visitor: Visitor, { method }: Route, address: string, fields = {}) =>
  method === 'GET' ? visitor.get(address) : visitor.post(address, fields);

describe('the routes', () => {
  test('are read from the router', () => {
    const names = routes.map(nameOf);
    expect(names.length).toBeGreaterThan(25);
    expect(names).toEqual(
      expect.arrayContaining(['GET /contacts/:id', 'POST /companies/:id/delete', 'GET /dashboard']),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test('include all of the public list', () => {
    const names = new Set(routes.map(nameOf));
    expect([...publicRoutes].filter((name) => !names.has(name))).toEqual([]);
  });

  test('answer their owner, with ids that these tests fill in', async () => {
    const browser = await signedIn(app, alice);
    for (const route of routes.filter(
      (one) => one.method === 'GET' && hasParameter(one) && !notHers.test(one.pattern),
    )) {
      expect((await browser.get(addressOf(route, hers))).status, nameOf(route)).toBeLessThan(400);
    }
  });
});

test('a visitor is sent to the login page by every route that is not public', async () => {
  const nobody = new Visitor(app);
  for (const route of routes.filter((one) => !publicRoutes.has(nameOf(one)))) {
    const address = addressOf(route, hers);
    const response = await send(nobody, route, address);
    const next = route.method === 'GET' ? `?next=${encodeURIComponent(address)}` : '';
    const told = [response.status, response.headers['location']];
    expect(told, nameOf(route)).toEqual([303, `/accounts/login/${next}`]);
    expect(response.text, nameOf(route)).not.toContain(secret);
  }
});

test('a visitor is not told whether an address exists', async () => {
  const nobody = new Visitor(app);
  for (const address of [`/contacts/${hers.contact}/`, '/contacts/999999/', '/no/such/page/']) {
    expect((await nobody.get(address)).headers['location']).toMatch(/^\/accounts\/login\//);
  }
});

test('a POST without a token is refused on every route, and changes nothing', async () => {
  const before = [await fullDumpOf(alice), await sql('SELECT id FROM users ORDER BY id')];
  const browser = await signedIn(app, alice);
  const signedInBefore = await sql('SELECT last_login FROM profiles WHERE user_id = $1', [alice.id]);
  const forms = routes.filter((route) => route.method === 'POST' && nameOf(route) !== 'POST /csp-reports');
  for (const route of forms) {
    for (const visitor of [browser, new Visitor(app)]) {
      expect((await visitor.postRaw(addressOf(route, hers), {})).status, nameOf(route)).toBe(403);
      expect((await visitor.postRaw(addressOf(route, hers), { _csrf: 'made-up' })).status, nameOf(route)).toBe(403);
    }
  }
  const { users: _, ...rows } = before[0] as Record<string, unknown[]>;
  expect(await fullDumpOf(alice)).toMatchObject(rows);
  expect(await sql('SELECT last_login FROM profiles WHERE user_id = $1', [alice.id])).toEqual(signedInBefore);
  expect(await sql('SELECT id FROM users ORDER BY id')).toEqual(before[1]);
});

const bodies = [
  ['application/json', '{"title":"x"}'],
  ['multipart/form-data; boundary=x', ''],
] as const;
const otherBodies = [
  ['application/x-www-form-urlencoded', ''],
  ['text/plain', 'title=x'],
] as const;

test.each(exhaustive ? [...bodies, ...otherBodies] : bodies)(
  'a body of the type %s (%j) is no server error on any route',
  async (type, body) => {
    const browser = await signedIn(app, carol);
    const isLast = ({ pattern }: Route) => Number(pattern.endsWith('/logout'));
    const posts = routes.filter(({ method }) => method === 'POST').sort((one, other) => isLast(one) - isLast(other));
    for (const route of posts) {
      if (isLast(route)) expect((await browser.get('/dashboard/')).status).toBe(200);
      const { status } = await browser.postBody(addressOf(route, carols), type, body);
      expect(status, nameOf(route)).toBeLessThan(500);
    }
  },
);

describe('a stranger', () => {
  test('gets 404 for every route with an id of somebody else, and changes nothing', async () => {
    const before = await fullDumpOf(alice);
    for (const route of routes.filter(hasParameter)) {
      const response = await send(bobBrowser, route, addressOf(route, hers));
      expect(response.status, nameOf(route)).toBe(404);
      expect(response.text, nameOf(route)).not.toContain(secret);
    }
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test('gets the same 404 as for what does not exist', async () => {
    for (const route of routes.filter(hasParameter)) {
      const foreign = await send(bobBrowser, route, addressOf(route, hers));
      const missing = await send(bobBrowser, route, addressWith(route, '2000000000'));
      const shown = [foreign, missing].map(({ status, text }) => [status, withoutTokens(text)]);
      expect(shown[0], nameOf(route)).toEqual(shown[1]);
    }
  });

  test('cannot reach records by the ids in a form', async () => {
    const [before, mine] = [await fullDumpOf(alice), await countsOf(bob)];
    const foreign = [hers.company, hers.contact, hers.interaction, hers.task].map(String);
    for (const route of routes.filter(({ method, pattern }) => method === 'POST' && !/logout|delete/.test(pattern))) {
      for (const id of foreign) {
        const response = await send(bobBrowser, route, addressOf(route, his), carrying(id));
        expect(response.status, nameOf(route)).toBeLessThan(500);
        expect(response.text, nameOf(route)).not.toContain(secret);
      }
    }
    expect(await fullDumpOf(alice)).toEqual(before);
    expect((await countsOf(bob))['users']).toBe(mine['users']);
  });

  test('finds nothing of another user on any page or in any search', async () => {
    const query = `?search=${encodeURIComponent(secret)}&q=${encodeURIComponent(secret)}&first_name=${secret}&company=${hers.company}&contact=${hers.contact}`;
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const response = await bobBrowser.get(addressOf(route, his) + query);
      expect(response.status, nameOf(route)).toBeLessThan(500);
      expect(withoutQuestion(response.text), nameOf(route)).not.toContain(secret);
    }
  });
});

test.each(exhaustive ? [...junk, ...otherJunk] : junk)('the id %s is 404 on every route', async (id) => {
  const before = await fullDumpOf(bob);
  for (const route of routes.filter(hasParameter)) {
    expect((await send(bobBrowser, route, addressWith(route, id))).status, nameOf(route)).toBe(404);
  }
  expect(await fullDumpOf(bob)).toEqual(before);
});

test('the routes that need no session answer without one', async () => {
  const nobody = new Visitor(app);
  for (const name of publicRoutes) {
    const [method, pattern] = name.split(' ') as [Route['method'], string];
    const response = await send(nobody, { method, pattern }, `${pattern}/`);
    expect(response.status, name).toBeLessThan(500);
    // A passkey that is none leads back to the sign-in.
    if (name === 'POST /accounts/login/passkey') continue;
    expect(String(response.headers['location'] ?? ''), name).not.toContain('/accounts/login/');
  }
});

const withoutTokens = (html: string) =>
  html
    .replace(/name="_csrf" value="[^"]*"/g, '')
    .replaceAll(/\/(?:contacts|companies|interactions|tasks|trash|ai)\/[\w/]*/g, '');

/** The page without the search words, which its search field repeats. */
const withoutQuestion = (html: string) => html.replaceAll(/(?:value|href)="[^"]*"/g, '');

function carrying(id: string): Record<string, string> {
  const links = {
    company: id,
    contact: id,
    interaction: id,
    company_pick: id,
    contact_pick: id,
    id,
    user_id: String(alice.id),
  };
  return { ...links, first_name: 'Bob', last_name: 'Nowak', name: 'Nowak', title: 'Nowak', content: 'Nowak' };
}
