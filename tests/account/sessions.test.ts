import type { AddressInfo } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseDevice } from '../../src/users/device.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const agents = {
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0',
  phone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
};

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

const browser = (agent: string) => new Visitor(app, { 'User-Agent': agent });
const listed = async (visitor: Visitor) => {
  const $ = dom(await visitor.get('/accounts/profile/'));
  return $('#sessions li')
    .toArray()
    .map((item) => $(item).find('strong').text() + ($(item).find('.badge-here').length > 0 ? ' (this one)' : ''));
};
const idsIn = async (visitor: Visitor) => {
  const $ = dom(await visitor.get('/accounts/profile/'));
  return $('#sessions button[name=id]')
    .toArray()
    .map((button) => String($(button).attr('value')));
};
const isIn = async (visitor: Visitor) => (await visitor.get('/dashboard/')).status === 200;

describe('the list of sessions', () => {
  test('shows device, browser, address and time, and marks the current one', async () => {
    const user = await createUser(app);
    const computer = await browser(agents.windows).signIn(user);
    await browser(agents.phone).signIn(user);
    expect((await listed(computer)).sort()).toEqual(['Computer: Firefox, Windows (this one)', 'Phone: Safari, iOS']);
    const $ = dom(await computer.get('/accounts/profile/'));
    expect($('#sessions').text()).toMatch(/Signed in .*\d{4}.* from .*127\.0\.0\.1/);
    expect($('#sessions').text()).toContain('last used today');
  });

  test('shows the current session as used today, whatever the time zone', async () => {
    const night = await testApp({ clock: () => new Date('2026-11-22T23:30:00Z') });
    const user = await createUser(night);
    await sql('UPDATE profiles SET time_zone = $1 WHERE user_id = $2', ['Europe/Warsaw', user.id]);
    const $ = dom(await (await signedIn(night, user)).get('/accounts/profile/'));
    expect($('#sessions').text()).toMatch(/Signed in 23 Nov 2026.*last used today/);
  });

  test('contains only the user’s own sessions and no session ids', async () => {
    const alice = await signedIn(app, await createUser(app));
    await browser(agents.phone).signIn(await createUser(app, 'bob'));
    expect(await listed(alice)).toEqual(['Device (this one)']);
    const page = (await alice.get('/accounts/profile/')).text;
    for (const { sid } of await sql<{ sid: string }>('SELECT sid FROM session')) expect(page).not.toContain(sid);
  });

  test('escapes a hostile user agent', async () => {
    const user = await createUser(app);
    const visitor = await browser('<script>alert(1)</script>/1.0').signIn(user);
    expect((await visitor.get('/accounts/profile/')).text).not.toContain('<script>alert');
  });

  test('contains sessions of older versions, which can be ended with all others', async () => {
    const user = await createUser(app);
    const [old, now] = [await signedIn(app, user), await signedIn(app, user)];
    const [own] = await idsIn(now);
    await sql(`UPDATE session SET sess = (sess::jsonb - 'from')::json WHERE sess->'from'->>'id' = $1`, [own]);
    expect(await listed(now)).toHaveLength(2);
    expect(await idsIn(now)).toEqual([]);
    await now.post('/accounts/sessions/end-others/', { password });
    expect([await isIn(old), await isIn(now)]).toEqual([false, true]);
  });
});

describe('signing out', () => {
  test('of one session leaves the others', async () => {
    const user = await createUser(app);
    const [here, phone, third] = [
      await signedIn(app, user),
      await browser(agents.phone).signIn(user),
      await signedIn(app, user),
    ];
    const $ = dom(await here.get('/accounts/profile/'));
    const id = String($('#sessions li:contains(Safari) button[name=id]').attr('value'));
    const response = await here.post('/accounts/sessions/end/', { id, password });
    expect([response.status, response.headers['location']]).toEqual([303, '/accounts/profile/#sessions']);
    expect((await here.get('/accounts/profile/')).text).toContain('That device is signed out.');
    expect([await isIn(here), await isIn(phone), await isIn(third)]).toEqual([true, false, true]);
  });

  test('of all others keeps the current session as the same entry', async () => {
    const user = await createUser(app);
    const here = await browser(agents.windows).signIn(user);
    const other = await signedIn(app, user);
    const before = await sql(`SELECT sess->'from' AS own FROM session WHERE sess->'from'->>'agent' LIKE '%Windows%'`);
    await here.post('/accounts/sessions/end-others/', { password });
    expect([await isIn(here), await isIn(other)]).toEqual([true, false]);
    expect(await sql(`SELECT sess->'from' AS own FROM session WHERE sess::text LIKE '%passport%'`)).toEqual(before);
    expect(await listed(here)).toEqual(['Computer: Firefox, Windows (this one)']);
  });

  test('does not work for sessions of other users, unknown ones or the current one', async () => {
    const [alice, bob] = [
      await signedIn(app, await createUser(app)),
      await signedIn(app, await createUser(app, 'bob')),
    ];
    const [{ id = '' } = {}] = await sql<{ id: string }>(
      `SELECT sess->'from'->>'id' AS id FROM session JOIN users ON id::text = sess->'passport'->'user'->>'id' WHERE username = 'bob'`,
    );
    const [{ own = '' } = {}] = await sql<{ own: string }>(
      `SELECT sess->'from'->>'id' AS own FROM session JOIN users ON id::text = sess->'passport'->'user'->>'id' WHERE username = 'alice'`,
    );
    for (const one of [id, own, 'nonsense', '', 'a\0b']) {
      expect((await alice.post('/accounts/sessions/end/', { id: one, password })).status).toBe(303);
    }
    expect([await isIn(alice), await isIn(bob)]).toEqual([true, true]);
  });

  test.each([
    ['a wrong password', { password: 'wrong' }, 'Wrong current password'],
    ['no password', {}, 'Fill this in.'],
  ])('with %s ends nothing and is reported', async (_, fields, message) => {
    const user = await createUser(app);
    const [here, other] = [await signedIn(app, user), await signedIn(app, user)];
    for (const path of ['/accounts/sessions/end/', '/accounts/sessions/end-others/']) {
      const [id = ''] = await idsIn(here);
      const response = await here.post(path, { id, ...fields });
      expect(response.status).toBe(422);
      expect(dom(response)('#sessions #f-password-error').text()).toContain(message);
      expect((await here.get(path)).headers['location']).toBe('/accounts/profile/#sessions');
    }
    expect([await isIn(here), await isIn(other)]).toEqual([true, true]);
  });

  test('limits attempts to guess the password', async () => {
    const here = await signedIn(app, await createUser(app));
    const statuses = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await here.post('/accounts/sessions/end-others/', { password: 'no' })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  test('everywhere else is the first button, which Enter presses', async () => {
    const user = await createUser(app);
    const here = await signedIn(app, user);
    expect(dom(await here.get('/accounts/profile/'))('#sessions form')).toHaveLength(0);
    await signedIn(app, user);
    const $ = dom(await here.get('/accounts/profile/'));
    expect($('#sessions form').attr('action')).toBe('/accounts/sessions/end-others/#sessions');
    expect($('#sessions button').first().attr('name')).toBeUndefined();
  });

  test('needs a session and a CSRF token', async () => {
    const alice = await signedIn(app, await createUser(app));
    for (const path of ['/accounts/sessions/end/', '/accounts/sessions/end-others/']) {
      expect((await alice.postRaw(path, {})).status).toBe(403);
      expect((await new Visitor(app).post(path)).headers['location']).toBe('/accounts/login/');
    }
  });

  test('after a changed password keeps the entry of this browser', async () => {
    const alice = await browser(agents.phone).signIn(await createUser(app));
    const [before] = await sql(`SELECT sess->'from' AS own FROM session WHERE sess::text LIKE '%passport%'`);
    const next = 'quite another one';
    await alice.post('/accounts/profile/password/', { old_password: password, password1: next, password2: next });
    expect(await sql(`SELECT sess->'from' AS own FROM session WHERE sess::text LIKE '%passport%'`)).toEqual([before]);
  });
});

test.each([
  [agents.windows, 'computer', 'Firefox, Windows'],
  [agents.phone, 'phone', 'Safari, iOS'],
  ['', 'unknown', ''],
  ['curl/8.5.0', 'unknown', ''],
])('%s', (agent, kind, name) => {
  expect(parseDevice(agent)).toMatchObject({ kind });
  expect(parseDevice(agent).name).toContain(name);
});

test('the origin of a session is stored before the browser is redirected', async () => {
  const { username } = await createUser(app);
  const server = app.app.listen(0);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/accounts/login/`;
  const page = await fetch(address);
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const body = new URLSearchParams({ _csrf, username, password });
  await sql(
    `CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END$$`,
  );
  await sql('CREATE TRIGGER slowly BEFORE INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION slowly()');
  // Resolves with the headers of the response, as a browser follows a redirect.
  const answer = await fetch(address, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  const rows = await sql(`SELECT sess->'from'->>'since' AS since FROM session WHERE sess::text LIKE '%passport%'`);
  await sql('DROP FUNCTION slowly() CASCADE');
  server.close();
  expect([answer.status, rows]).toEqual([303, [{ since: expect.any(String) }]]);
});

test('a session ends 90 days after the sign-in, however often it is used', async () => {
  let now = new Date();
  const timed = await testApp({ clock: () => now });
  const alice = await signedIn(timed, await createUser(timed));
  const after = async (days: number) => {
    now = new Date(now.getTime() + days * 86_400_000);
    return (await alice.get('/dashboard/')).status;
  };
  expect([await after(29), await after(29), await after(29), await after(4)]).toEqual([200, 200, 200, 303]);
});
