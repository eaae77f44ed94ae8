import type { Response } from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const address = '/accounts/login/';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

const sessionId = (response: Response) => /sid=([^;]*)/.exec(String(response.headers['set-cookie']))?.[1];
const sessionCount = async () => (await sql('SELECT sid FROM session')).length;

describe('signing in', () => {
  test('leads to the dashboard and is recorded', async () => {
    await createUser(app, 'alice');
    const alice = new Visitor(app);
    const response = await alice.post(address, { username: 'alice', password });
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await sql('SELECT 1 FROM profiles WHERE last_login > now() - interval $$1 minute$$')).toHaveLength(1);
    expect((await alice.get('/accounts/profile/')).status).toBe(200);
  });

  test.each(['ALICE', '  alice ', 'ａｌｉｃｅ'])('accepts the username as %s', async (username) => {
    await createUser(app, 'Alice');
    expect((await new Visitor(app).post(address, { username, password })).status).toBe(303);
  });

  test('gives the session a new id in an HttpOnly cookie', async () => {
    const user = await createUser(app);
    const alice = new Visitor(app);
    const first = await alice.post(address, { username: user.username, password });
    await alice.post('/accounts/logout/');
    const second = await alice.post(address, { username: user.username, password });
    expect(sessionId(first)).toBeTruthy();
    expect(sessionId(second)).not.toBe(sessionId(first));
    expect(String(second.headers['set-cookie'])).toMatch(/sid=.*HttpOnly; SameSite=Lax/);
  });

  test('does not adopt a session id from the browser', async () => {
    const user = await createUser(app);
    const victim = new Visitor(app, { Cookie: 'sid=s%3Aplanted.signature' });
    const response = await victim.post(address, { username: user.username, password });
    expect(sessionId(response) ?? '').not.toContain('planted');
  });

  test('writes nothing when pages are read', async () => {
    const alice = await signedIn(app, await createUser(app));
    await alice.get('/accounts/profile/');
    const before = await sql('SELECT xmin, * FROM session');
    await alice.get('/accounts/profile/');
    await alice.get('/dashboard/');
    expect(await sql('SELECT xmin, * FROM session')).toEqual(before);
  });

  test('takes language and time zone from the first browser only, when the account has none', async () => {
    const { id } = await createUser(app, 'szefowa');
    await sql('DELETE FROM profiles WHERE user_id = $1', [id]);
    const localeSettings = () => sql('SELECT locale, time_zone FROM profiles WHERE user_id = $1', [id]);
    const visit = async (language: string, time_zone: string) => {
      const visitor = new Visitor(app, { 'Accept-Language': language });
      await visitor.post(address, { username: 'szefowa', password, time_zone });
      return dom(await visitor.get('/dashboard/'))('html').attr('lang');
    };
    await new Visitor(app).post(address, { username: 'szefowa', password: 'wrong', time_zone: 'Asia/Tokyo' });
    expect(await localeSettings()).toEqual([]);
    expect(await visit('pl', 'Europe/London')).toBe('pl');
    expect(await localeSettings()).toEqual([{ locale: 'pl', time_zone: 'Europe/London' }]);
    expect(await visit('en', 'Asia/Tokyo')).toBe('pl');
    expect(await localeSettings()).toEqual([{ locale: 'pl', time_zone: 'Europe/London' }]);
  });

  test('switches to the language of the user', async () => {
    const ola = await signedIn(app, await createUser(app, 'ola', { locale: 'pl' }));
    const profile = await ola.get('/accounts/profile/');
    expect(profile.text).toContain('Twój profil');
    expect(dom(profile)('html').attr('lang')).toBe('pl');
  });

  test('redirects signed-in users to the dashboard', async () => {
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.get(address)).headers['location']).toBe('/dashboard/');
    expect((await alice.post(address, { username: 'x', password: 'y' })).headers['location']).toBe('/dashboard/');
  });
});

describe('a sign-in is refused for', () => {
  test('a wrong password and an unknown user with the same answer', async () => {
    await createUser(app, 'alice');
    const answers = await Promise.all(
      ['alice', 'zelda'].map((username) => new Visitor(app).post(address, { username, password: 'not this one' })),
    );
    const pages = answers.map(({ text }, index) => plain(text, ['alice', 'zelda'][index] ?? ''));
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(pages[0]).toBe(pages[1]);
    expect(dom(answers[0] as Response)('#f-password-error').text()).toContain('Wrong username or password');
    expect(dom(answers[0] as Response)('#f-username').val()).toBe('alice');
    expect(await sessionCount()).toBe(0);
    expect(answers[0]?.text).not.toContain('not this one');
  });

  test('a deactivated user, whose sessions end as well', async () => {
    const user = await createUser(app);
    const alice = await signedIn(app, user);
    await sql('UPDATE users SET is_active = false');
    expect((await alice.get('/accounts/profile/')).headers['location']).toMatch(/^\/accounts\/login\//);
    expect((await new Visitor(app).post(address, { username: user.username, password })).status).toBe(422);
  });

  test('a deleted user, whose sessions end as well', async () => {
    const alice = await signedIn(app, await createUser(app));
    await sql('DELETE FROM users');
    expect((await alice.get('/accounts/profile/')).status).toBe(303);
    expect((await alice.get(address)).status).toBe(200);
  });

  test('a form without a token', async () => {
    await createUser(app, 'alice');
    expect((await new Visitor(app).postRaw(address, { username: 'alice', password })).status).toBe(403);
    expect(await sessionCount()).toBe(0);
  });

  const long = 'x'.repeat(10_000);
  test.each<[string, Record<string, string | string[]>]>([
    ['nothing', {}],
    ['no password', { username: 'alice' }],
    ['no username', { password }],
    ['two usernames', { username: ['alice', 'alice'], password }],
    ['two passwords', { username: 'alice', password: [password, password] }],
    ['an object', { 'username[a]': 'alice', password }],
    ['NUL in the username', { username: 'al\0ice', password }],
    ['NUL in the password', { username: 'alice', password: `${password}\0` }],
    ['10,000 characters', { username: long, password: long }],
    ['emoji', { username: '🎈', password: '🎈' }],
    ['half a surrogate pair', { username: '\ud83c', password }],
    ['HTML', { username: '"><script>alert(1)</script>', password }],
    ['spaces around the password', { username: 'alice', password: ` ${password} ` }],
    ['SQL', { username: "alice' --", password }],
  ])('%s', async (_, fields) => {
    await createUser(app, 'alice');
    const response = await new Visitor(app).post(address, fields);
    expect(response.status).toBe(422);
    expect(dom(response)('[data-error-summary] li').length).toBeGreaterThan(0);
    expect(response.text).not.toContain('<script>alert');
    expect(response.text).not.toContain(password);
    expect(await sessionCount()).toBe(0);
  });
});

describe('the requested page', () => {
  test('is shown after signing in', async () => {
    await createUser(app, 'alice');
    const visitor = new Visitor(app);
    const redirect = await visitor.get('/contacts/?page=2&search=jan');
    expect(redirect.headers['location']).toBe('/accounts/login/?next=%2Fcontacts%2F%3Fpage%3D2%26search%3Djan');
    const next = dom(await visitor.get(String(redirect.headers['location'])))('input[name=next]').val();
    const response = await visitor.post(address, { username: 'alice', password, next: String(next) });
    expect(response.headers['location']).toBe('/contacts/?page=2&search=jan');
  });

  test('is remembered after a wrong password', async () => {
    const response = await new Visitor(app).post(address, { username: 'a', password: 'wrong one', next: '/tasks/' });
    expect(dom(response)('input[name=next]').val()).toBe('/tasks/');
  });

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '\\\\evil',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/..//evil.example',
    'evil',
  ])('is never another site: %s', async (next) => {
    await createUser(app, 'alice');
    const visitor = new Visitor(app);
    const form = await visitor.get(`${address}?next=${encodeURIComponent(next)}`);
    expect(dom(form)('input[name=next]').val()).toBe('');
    const response = await visitor.post(address, { username: 'alice', password, next });
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
  });
});

describe('signing out', () => {
  test('ends the session in the browser and in the database', async () => {
    const alice = await signedIn(app, await createUser(app));
    const response = await alice.post('/accounts/logout/');
    expect([response.status, response.headers['location']]).toEqual([303, '/']);
    expect(response.headers['clear-site-data']).toBe('"cache"');
    expect(sessionId(response)).toBe('');
    expect(await sessionCount()).toBe(0);
    expect((await alice.get('/accounts/profile/')).status).toBe(303);
  });

  test('needs the CSRF token', async () => {
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.postRaw('/accounts/logout/', {})).status).toBe(403);
    expect((await alice.get('/accounts/profile/')).status).toBe(200);
  });

  test('does not work by a link', async () => {
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.get('/accounts/logout/')).headers['location']).toBe('/accounts/profile/#sign-out');
    expect((await alice.get('/accounts/profile/')).status).toBe(200);
  });

  test('is no error when repeated or without a session', async () => {
    expect((await new Visitor(app).post('/accounts/logout/')).status).toBe(303);
  });
});

/** A page without the parts that differ at every request. */
function plain(html: string, username: string): string {
  return html.replaceAll(username, '?').replace(/name="_csrf" value="[^"]*"|challenge&#34;:&#34;[^&]*/g, '');
}
