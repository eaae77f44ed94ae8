import type { Response } from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { createUser, dom, password, signedIn, testApp, Visitor } from '../support/app.ts';
import { Authenticator, type Options } from '../support/authenticator.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const address = '/accounts/passkeys/';
const Host = 'crm.test';
const site = { rpId: Host, origin: `http://${Host}` };
let now = new Date('2026-11-01T12:00:00Z');
const { app, alice } = await useSignedIn({ clock: () => now });

let browser: Visitor;
let device: Authenticator;
beforeEach(async () => {
  now = new Date('2026-11-01T12:00:00Z');
  browser = await new Visitor(app, { Host }).openSession(alice);
  device = new Authenticator(site);
});

const optionsIn = (page: Response): Options => JSON.parse(String(dom(page)('form[data-passkey]').attr('data-passkey')));
const names = async () =>
  (await sql<{ name: string }>('SELECT name FROM passkeys ORDER BY id')).map(({ name }) => name);

async function add(name = 'My phone', on = device): Promise<Response> {
  const page = await browser.post(`${address}start/`, { password });
  return browser.post(address, { name, passkey: on.create(optionsIn(page)) });
}

async function signIn(
  from = device,
  change: (options: Options) => Options = (one) => one,
  visitor = new Visitor(app, { Host }),
) {
  const options = change(optionsIn(await visitor.get('/accounts/login/?next=/tasks/')));
  const answer = await visitor.post('/accounts/login/passkey/', { passkey: from.get(options), next: '/tasks/' });
  const isIn = (await visitor.get('/dashboard/')).status === 200;
  return { isIn, to: answer.headers['location'], options, visitor };
}

describe('adding a passkey', () => {
  test('needs the password, shows it in the list, and it signs in without a password', async () => {
    expect((await browser.post(`${address}start/`, { password: 'wrong' })).status).toBe(422);
    expect((await add()).headers['location']).toBe(address);
    expect(await names()).toEqual(['My phone']);
    expect(dom(await browser.get(address))('.signed-in-list').text()).toContain('My phone');
    expect(await signIn()).toMatchObject({ isIn: true, to: '/tasks/' });
    expect(await sql('SELECT last_used_at FROM passkeys')).toEqual([{ last_used_at: now }]);
  });

  test('without scripts is not begun: the page says why, and that the password works', async () => {
    const page = dom(await browser.get(address));
    expect(page('form[action$="/start/"]').is('[hidden]')).toBe(true);
    expect(page('main').find('[data-passkey-unknown]:not([hidden])').text()).toContain('needs scripts');
  });

  test('without the password just before is led back', async () => {
    const page = await browser.post(`${address}start/`, { password });
    now = new Date(now.getTime() + 601_000);
    expect((await browser.post(address, { name: 'x', passkey: device.create(optionsIn(page)) })).status).toBe(303);
    expect(await names()).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['junk', '{"id":'],
    ['null', 'null'],
    ['a list', '[]'],
    ['too much', `"${'x'.repeat(30_000)}"`],
    ['NUL', '"\0"'],
  ])('with %s from the browser says so and offers another try', async (_, passkey) => {
    await browser.post(`${address}start/`, { password });
    const answer = await browser.post(address, { name: 'My phone', passkey });
    expect([answer.status, dom(answer)('#f-name').val()]).toEqual([422, 'My phone']);
    expect(await names()).toEqual([]);
  });

  test('that was made for another site, another challenge or without a PIN is refused', async () => {
    const elsewhere = new Authenticator({ rpId: 'evil.example', origin: 'https://evil.example' });
    expect((await add('x', elsewhere)).status).toBe(422);
    device.flags = 0x01;
    expect((await add()).status).toBe(422);
    device.flags = 0x05;
    const answer = await browser.post(address, { name: 'x', passkey: device.create({ challenge: 'c2VsZi1tYWRl' }) });
    expect(answer.status).toBe(422);
    expect(await names()).toEqual([]);
  });
});

describe('signing in with a passkey', () => {
  test('is refused for a used, an old or a made-up challenge, and an unknown device', async () => {
    await add();
    const first = await signIn();
    const again = await signIn(device, () => first.options);
    expect([again.isIn, again.to]).toEqual([false, '/accounts/login/?next=%2Ftasks%2F']);
    expect(dom(await again.visitor.get('/accounts/login/'))('.flash').text()).toContain(
      'That passkey doesn’t sign in here.',
    );
    const old = await signIn(device, (options) => {
      now = new Date(now.getTime() + 601_000);
      return options;
    });
    expect(old.isIn).toBe(false);
    expect((await signIn(device, () => ({ challenge: 'c2VsZi1tYWRl' }))).isIn).toBe(false);
    expect((await signIn(new Authenticator(site))).isIn).toBe(false);
  });

  test('is not called wrong when the database fails', async () => {
    await add();
    const visitor = new Visitor(app, { Host });
    const passkey = device.get(optionsIn(await visitor.get('/accounts/login/')));
    await sql('ALTER TABLE passkeys RENAME TO away');
    const answer = await visitor
      .post('/accounts/login/passkey/', { passkey })
      .finally(() => sql('ALTER TABLE away RENAME TO passkeys'));
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect((await visitor.post('/accounts/login/passkey/', { passkey })).status).toBe(303);
  });

  test('is refused once it is removed, or the account deactivated', async () => {
    await add();
    await sql('UPDATE users SET is_active = false');
    expect((await signIn()).isIn).toBe(false);
    await sql('UPDATE users SET is_active = true');
    expect((await signIn()).isIn).toBe(true);
    const [row] = await sql<{ id: number }>('SELECT id FROM passkeys');
    await browser.post(`${address}${row?.id}/`, { name: 'Old phone' });
    expect(await names()).toEqual(['Old phone']);
    expect((await browser.post(`${address}${row?.id}/`, { name: '' })).status).toBe(422);
    await browser.post(`${address}${row?.id}/remove/`);
    expect(await names()).toEqual([]);
    expect((await signIn()).isIn).toBe(false);
  });

  test('replaces the code of two-factor sign-in, for its own account only', async () => {
    await add();
    await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [alice.id]);
    const bob = await createUser(app, 'bob');
    await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [bob.id]);
    for (const [username, isRight] of [
      ['alice', true],
      ['bob', false],
    ] as const) {
      const visitor = new Visitor(app, { Host });
      await visitor.post('/accounts/login/', { username, password });
      const page = await visitor.get('/accounts/login/code/');
      expect(dom(page)('form[data-passkey]')).toHaveLength(isRight ? 1 : 0);
      const options = isRight ? optionsIn(page) : optionsIn(await new Visitor(app, { Host }).get('/accounts/login/'));
      await visitor.post('/accounts/login/passkey/', { passkey: device.get(options) });
      expect((await visitor.get('/dashboard/')).status, username).toBe(isRight ? 200 : 303);
    }
  });
});

describe('administrators', () => {
  const strict = { STAFF_TWO_FACTOR_DAYS: '7' };

  test('have the given days to set up a second factor; then the admin area leads there, and nothing else is closed', async () => {
    const asking = await testApp({ clock: () => now, environment: strict });
    const boss = await createUser(asking, 'boss', { is_staff: true, staff_since: now });
    const visitor = await signedIn(asking, boss);
    expect(dom(await visitor.get('/admin/'))('.notice').text()).toContain('The admin area closes for you on');
    now = new Date(now.getTime() + 7 * 86_400_000 + 1);
    expect((await visitor.get('/admin/users/')).headers['location']).toBe('/accounts/two-factor/');
    const other = await createUser(asking, 'carol');
    const refused = await visitor.post(`/admin/users/${other.id}/make-staff/`);
    expect(refused.headers['location']).toBe('/accounts/two-factor/');
    expect(await sql('SELECT is_staff FROM users WHERE id = $1', [other.id])).toEqual([{ is_staff: false }]);
    expect((await visitor.get('/dashboard/')).status).toBe(200);
    expect((await visitor.get('/accounts/two-factor/')).status).toBe(200);
    await sql(`INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, 'x', now())`, [boss.id]);
    expect((await visitor.get('/admin/users/')).status).toBe(200);
    await visitor.post(`/admin/users/${other.id}/make-staff/`);
    expect(await sql('SELECT staff_since FROM users WHERE id = $1', [other.id])).toEqual([{ staff_since: now }]);
  });
});
