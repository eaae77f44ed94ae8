import { Secret, TOTP } from 'otpauth';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { decrypt, encrypt } from '../../src/users/encryption.ts';
import { createResetToken } from '../../src/users/passwordReset.service.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

vi.setConfig({ testTimeout: 60_000 });

const address = '/accounts/two-factor/';
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

const codeOf = (secret: string, at = now) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

async function setUp(browser: Visitor): Promise<string> {
  await browser.post(`${address}start/`);
  return dom(await browser.get(address))('.secret')
    .text()
    .replaceAll(' ', '');
}

/** Enables it for Alice and lets half a minute pass, so that the next code is accepted. */
async function enabled(): Promise<{ secret: string; codes: string[]; browser: Visitor }> {
  const browser = await signedIn(app, alice);
  const secret = await setUp(browser);
  const response = await browser.post(`${address}enable/`, { code: codeOf(secret), password });
  const codes = dom(response)('.recovery-codes code')
    .toArray()
    .map((one) => dom(response)(one).text());
  later(60);
  return { secret, codes, browser };
}

async function passwordGiven(next = ''): Promise<Visitor> {
  const visitor = new Visitor(app);
  const response = await visitor.post('/accounts/login/', { username: 'alice', password, next });
  expect([response.status, response.headers['location']]).toEqual([303, '/accounts/login/code/']);
  return visitor;
}
const enter = (visitor: Visitor, code: string) => visitor.post('/accounts/login/code/', { code });
const isIn = async (visitor: Visitor) => (await visitor.get('/dashboard/')).status === 200;

describe('setting two-factor sign-in up', () => {
  test('shows a QR code and asks for a code before it is enabled', async () => {
    const browser = await signedIn(app, alice);
    expect(dom(await browser.get(address))('.qr')).toHaveLength(0);
    const secret = await setUp(browser);
    const $ = dom(await browser.get(address));
    expect($('.qr path').attr('d')).toMatch(/^M0 0h1v1h-1z/);
    expect($('a[href^="otpauth://totp/"]').attr('href')).toContain(secret);
    expect((await browser.post(`${address}enable/`, { code: '000000', password })).status).toBe(422);
    expect((await browser.post(`${address}enable/`, { code: '', password })).status).toBe(422);
    expect(await isIn(await signedIn(app, alice))).toBe(true);
  });

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['no password', {}],
  ])('with %s enables nothing and keeps the typed code', async (_, fields) => {
    const browser = await signedIn(app, alice);
    const code = codeOf(await setUp(browser));
    const response = await browser.post(`${address}enable/`, { code, ...fields });
    expect(response.status).toBe(422);
    expect([dom(response)('#f-code').val(), dom(response)('#f-password-error').length]).toEqual([code, 1]);
    expect(await sql('SELECT enabled_at FROM two_factors')).toEqual([{ enabled_at: null }]);
    expect(await sql('SELECT * FROM recovery_codes')).toEqual([]);
    expect((await browser.post(`${address}enable/`, { code, password })).status).toBe(200);
  });

  test('limits attempts to guess the password', async () => {
    const browser = await signedIn(app, alice);
    const code = codeOf(await setUp(browser));
    const statuses = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await browser.post(`${address}enable/`, { code, password: 'no' })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await browser.post(`${address}enable/`, { code, password })).status).toBe(429);
    expect(await sql('SELECT enabled_at FROM two_factors')).toEqual([{ enabled_at: null }]);
  });

  test('offers to print and to save the codes, with the name and the site they are for', async () => {
    const browser = await signedIn(app, alice);
    const response = await browser.post(`${address}enable/`, { code: codeOf(await setUp(browser)), password });
    const $ = dom(response);
    expect($('#codes-owner').text()).toMatch(/^Recovery codes for alice at Mini CRM \(127\.0\.0\.1(:\d+)?\)$/);
    expect($('button[data-print][hidden]').text()).toContain('Print');
    const save = $('button[data-save-codes][hidden]');
    expect([save.text().trim(), save.attr('data-file')]).toEqual(['Download', 'mini-crm-recovery-codes.txt']);
    const code = $('.recovery-codes code').first().text();
    expect(
      $('[href], [action], [src]')
        .toArray()
        .map((part) => JSON.stringify(part.attribs))
        .join(),
    ).not.toContain(code);
    expect(response.headers['cache-control']).toContain('no-store');
    expect($('.d-print-none').text()).not.toContain(code);
  });

  test('shows ten recovery codes once and stores hashes, and encrypts the secret', async () => {
    const { secret, codes, browser } = await enabled();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-z\d]{4}-){5}[a-z\d]{4}$/);
    const page = (await browser.get(address)).text;
    const rows = JSON.stringify([await sql('SELECT * FROM two_factors'), await sql('SELECT * FROM recovery_codes')]);
    for (const hidden of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
      expect(page).not.toContain(hidden);
      expect(rows).not.toContain(hidden);
    }
  });

  test('and disabling it again both end all other sessions', async () => {
    const other = await signedIn(app, alice);
    const { browser, secret } = await enabled();
    expect([await isIn(other), await isIn(browser)]).toEqual([false, true]);
    const second = await passwordGiven();
    await enter(second, codeOf(secret));
    await browser.post(`${address}disable/`, { password });
    expect([await isIn(second), await isIn(browser)]).toEqual([false, true]);
  });

  test('is not bypassed by resetting the password', async () => {
    await enabled();
    const token = await app.database.prisma.$transaction((tx) => createResetToken(tx, alice.id, now));
    const visitor = new Visitor(app);
    const fields = { password1: 'seven green kettles', password2: 'seven green kettles' };
    expect((await visitor.post(`/accounts/reset/${token}/`, fields)).status).toBe(303);
    const response = await visitor.post('/accounts/login/', { username: 'alice', password: fields.password1 });
    expect(response.headers['location']).toBe('/accounts/login/code/');
    expect(await isIn(visitor)).toBe(false);
  });

  test('can be restarted with another secret until it is enabled', async () => {
    const browser = await signedIn(app, alice);
    expect(await setUp(browser)).not.toBe(await setUp(browser));
    const { secret } = await enabled();
    await browser.post(`${address}start/`);
    expect((await enter(await passwordGiven(), codeOf(secret))).status).toBe(303);
  });
});

describe('signing in with a code', () => {
  test('leads to the requested page', async () => {
    const { secret } = await enabled();
    const visitor = await passwordGiven('/tasks/');
    expect(await isIn(visitor)).toBe(false);
    expect((await enter(visitor, codeOf(secret))).headers['location']).toBe('/tasks/');
    expect(await isIn(visitor)).toBe(true);
  });

  test('opens no session before a correct code', async () => {
    const { browser } = await enabled();
    await browser.post('/accounts/logout/');
    const visitor = await passwordGiven();
    expect((await enter(visitor, '123456')).status).toBe(422);
    expect(await sql(`SELECT sid FROM session WHERE sess::text LIKE '%passport%'`)).toEqual([]);
    expect(await isIn(visitor)).toBe(false);
  });

  test('accepts a code once', async () => {
    const { secret } = await enabled();
    const code = codeOf(secret);
    expect((await enter(await passwordGiven(), code)).status).toBe(303);
    expect((await enter(await passwordGiven(), code)).status).toBe(422);
  });

  test('accepts the same code for one of two simultaneous requests', async () => {
    const { secret } = await enabled();
    const visitors = [await passwordGiven(), await passwordGiven()];
    const responses = await Promise.all(visitors.map((visitor) => enter(visitor, codeOf(secret))));
    expect(responses.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  test('tolerates a clock that is half a minute off, not two minutes', async () => {
    const { secret } = await enabled();
    const old = codeOf(secret, new Date(now.getTime() - 120_000));
    expect((await enter(await passwordGiven(), old)).status).toBe(422);
    const ahead = codeOf(secret, new Date(now.getTime() + 30_000));
    expect((await enter(await passwordGiven(), ahead)).status).toBe(303);
  });

  test('accepts each recovery code once, however it is spaced', async () => {
    const { codes, browser } = await enabled();
    const [first = ''] = codes;
    expect((await enter(await passwordGiven(), first.toUpperCase().replaceAll('-', ' '))).status).toBe(303);
    expect((await enter(await passwordGiven(), first)).status).toBe(422);
    expect((await browser.get(address)).text).toContain('9 recovery codes left');
  });

  test('refuses codes of another user', async () => {
    const { codes, secret } = await enabled();
    const bob = await createUser(app, 'bob');
    const bobs = await setUp(await signedIn(app, bob));
    await (await signedIn(app, bob)).post(`${address}enable/`, { code: codeOf(bobs), password });
    later(60);
    const visitor = new Visitor(app);
    await visitor.post('/accounts/login/', { username: 'bob', password });
    for (const code of [codes[0] ?? '', codeOf(secret)]) expect((await enter(visitor, code)).status).toBe(422);
  });

  test('is limited to five attempts in 15 minutes for all browsers together', async () => {
    const { secret } = await enabled();
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await enter(await passwordGiven(), '000000')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    const held = await enter(await passwordGiven(), codeOf(secret));
    expect([held.status, Number(held.headers['retry-after']) > 600]).toEqual([429, true]);
  });

  test('must be finished in ten minutes and before the password changes', async () => {
    const { secret } = await enabled();
    const [slow, other] = [await passwordGiven(), await passwordGiven()];
    await sql(`UPDATE users SET session_generation = session_generation + 1`);
    expect((await enter(other, codeOf(secret))).headers['location']).toBe('/accounts/login/');
    later(601);
    expect((await enter(slow, codeOf(secret))).headers['location']).toBe('/accounts/login/');
  });

  test('is not possible without the password, or with a forged or foreign cookie', async () => {
    await enabled();
    expect((await new Visitor(app).get('/accounts/login/code/')).headers['location']).toMatch(/^\/accounts\/login\//);
    const forged = encrypt(
      ['another secret key of some length'],
      'second step of signing in',
      JSON.stringify({ id: alice.id }),
    );
    const visitor = new Visitor(app, { Cookie: `step=${forged}` });
    expect((await visitor.get('/accounts/login/code/')).headers['location']).toMatch(/^\/accounts\/login\//);
  });

  test('is refused without an error under another SECRET_KEY, but a recovery code still works', async () => {
    const { secret, codes } = await enabled();
    await sql(`UPDATE two_factors SET secret = $1`, [
      encrypt(['another secret key of some length'], 'two-factor secret', secret),
    ]);
    const visitor = await passwordGiven();
    expect((await enter(visitor, codeOf(secret))).status).toBe(422);
    expect((await enter(visitor, codes[1] ?? '')).status).toBe(303);
  });
});

describe('disabling two-factor sign-in', () => {
  test('needs the password and deletes everything', async () => {
    const { browser } = await enabled();
    expect((await browser.post(`${address}disable/`, { password: 'wrong' })).status).toBe(422);
    expect((await browser.post(`${address}disable/`, {})).status).toBe(422);
    expect(await sql('SELECT user_id FROM two_factors')).toHaveLength(1);
    expect((await browser.post(`${address}disable/`, { password })).status).toBe(303);
    expect([await sql('SELECT * FROM two_factors'), await sql('SELECT * FROM recovery_codes')]).toEqual([[], []]);
    expect(await isIn(await signedIn(app, alice))).toBe(true);
  });

  test('and every other step needs a session and a CSRF token', async () => {
    const browser = await signedIn(app, alice);
    for (const act of ['start', 'enable', 'disable']) {
      expect((await browser.postRaw(`${address}${act}/`, {})).status).toBe(403);
      expect((await new Visitor(app).post(`${address}${act}/`)).headers['location']).toBe('/accounts/login/');
    }
    expect((await browser.postRaw('/accounts/login/code/', { code: '1' })).status).toBe(403);
  });
});

test('an encrypted text can be decrypted only for its purpose and with its key', () => {
  const text = encrypt(['a secret key of the app'], 'one', 'zażółć');
  expect(decrypt(['a secret key of the app'], 'one', text)).toBe('zażółć');
  expect(decrypt(['a secret key of the app'], 'two', text)).toBeUndefined();
  expect(decrypt(['another key of the app'], 'one', text)).toBeUndefined();
  for (const bad of ['', 'x', `${text.slice(0, -2)}xx`])
    expect(decrypt(['a secret key of the app'], 'one', bad)).toBeUndefined();
});
