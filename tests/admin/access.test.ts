// Every route of the admin area is a 404 for everybody but staff; new routes are covered automatically.
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { dumpOf } from '../support/records.ts';
import { type Route, routesOf } from '../support/routes.ts';
import { createStaff } from './support.ts';

// Some send a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let routes: Route[];
let alice: User;

beforeAll(async () => {
  app = await testApp();
  routes = routesOf(app.app).filter(({ pattern }) => pattern.startsWith('/admin'));
});
beforeEach(async () => {
  await emptyDatabase();
  alice = await createUser(app, 'alice');
});

const addressFor = (pattern: string, id: number | string) =>
  `${pattern.replace(':id', String(id)).replace(':kind', 'contacts')}/`;
const send = (visitor: Visitor, { method }: Route, address: string) =>
  method === 'GET' ? visitor.get(address) : visitor.post(address, { username: 'alice', reason: 'x', mode: 'closed' });

test('the routes are found', () => {
  expect(routes.length).toBeGreaterThan(18);
});

test('an ordinary user gets the same 404 everywhere and changes nothing', async () => {
  await createStaff(app);
  const bob = await signedIn(app, await createUser(app, 'bob'));
  const before = await dumpOf(alice);
  for (const route of routes) {
    const response = await send(bob, route, addressFor(route.pattern, alice.id));
    expect(response.status, `${route.method} ${route.pattern}`).toBe(404);
    expect(response.text).not.toContain('alice');
  }
  expect(await dumpOf(alice)).toEqual(before);
  expect(await sql(`SELECT * FROM audit_log WHERE action <> 'signed_in'`)).toEqual([]);
});

test('a guest is redirected to the sign-in page', async () => {
  for (const route of routes) {
    const response = await send(new Visitor(app), route, addressFor(route.pattern, alice.id));
    expect([response.status, response.headers['location']], route.pattern).toEqual([
      303,
      expect.stringMatching(/^\/accounts\/login\//),
    ]);
  }
});

test('an administrator who loses the right or is deactivated is locked out at the next request', async () => {
  const boss = await createStaff(app);
  const browser = await signedIn(app, boss);
  expect((await browser.get('/admin/')).status).toBe(200);
  await sql('UPDATE users SET is_staff = false WHERE id = $1', [boss.id]);
  expect((await browser.get('/admin/')).status).toBe(404);
  await sql('UPDATE users SET is_staff = true, is_active = false WHERE id = $1', [boss.id]);
  expect((await browser.get('/admin/')).headers['location']).toMatch(/^\/accounts\/login\//);
});

describe('staff', () => {
  test.each(['0', '-1', 'abc', '2147483648', '1%00', '2000000000', '%D9%A1', '01'])(
    'get 404 for the id %s',
    async (id) => {
      const browser = await signedIn(app, await createStaff(app));
      for (const route of routes.filter(({ pattern }) => pattern.includes(':id'))) {
        const response = await send(browser, route, addressFor(route.pattern, id));
        expect(response.status, `${route.method} ${route.pattern}`).toBe(404);
      }
    },
  );

  test('need a CSRF token for every POST', async () => {
    const browser = await signedIn(app, await createStaff(app));
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      expect((await browser.postRaw(addressFor(route.pattern, alice.id), {})).status, route.pattern).toBe(403);
    }
    expect(await sql('SELECT is_active FROM users WHERE id = $1', [alice.id])).toEqual([{ is_active: true }]);
  });

  test('have a link in the menu, and other users have none', async () => {
    const [boss, other] = [await signedIn(app, await createStaff(app)), await signedIn(app, alice)];
    expect(dom(await boss.get('/dashboard/'))('.menu a[href="/admin/"]')).toHaveLength(1);
    expect((await other.get('/dashboard/')).text).not.toContain('/admin/');
  });
});
