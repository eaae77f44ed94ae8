import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createResetToken } from '../../src/users/passwordReset.service.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { type Mailbox, mailbox } from '../support/mailbox.ts';

vi.setConfig({ testTimeout: 60_000 });

const profile = '/accounts/profile/';
const rest = { phone: '', locale: 'en', time_zone: 'Europe/Warsaw', current_password: password };
let box: Mailbox;
let app: TestApp;
let alice: User;
let now: Date;
beforeAll(async () => {
  box = await mailbox();
  const environment = { SMTP_URL: box.url, MAIL_FROM: 'crm@example.com', PUBLIC_URL: 'https://crm.example.com' };
  app = await testApp({ environment, clock: () => now });
});
beforeEach(async () => {
  now = new Date();
  await emptyDatabase();
  await box.take();
  alice = await createUser(app, 'alice', { email: 'old@example.com' });
});

const email = async () =>
  (await sql<{ email: string }>('SELECT email FROM users WHERE username = $1', ['alice']))[0]?.email;
const linkIn = (text = '') =>
  /https:\/\/crm\.example\.com(\/accounts\/email\/\?token=[\w-]{43})/.exec(text)?.[1] ?? 'no link';

async function requestChange(browser: Visitor): Promise<{ link: string; token: string }> {
  await browser.post(profile, { ...rest, email: 'new@example.com' });
  const link = linkIn((await box.take())[0]?.text);
  return { link, token: link.split('=')[1] ?? '' };
}

describe('with mail, a new address', () => {
  test('is used once it is confirmed by its link, and the old address is notified', async () => {
    const browser = await signedIn(app, alice);
    expect((await browser.post(profile, { ...rest, phone: '+48 600', email: 'new@example.com' })).status).toBe(303);
    expect(await email()).toBe('old@example.com');
    expect(await sql('SELECT phone FROM profiles')).toEqual([{ phone: '+48 600' }]);
    const [mail, ...more] = await box.take();
    expect([mail?.to, more]).toEqual([['new@example.com'], []]);
    const shown = dom(await browser.get(profile));
    expect(shown('#f-email').val()).toBe('old@example.com');
    expect(shown('form.notice').text()).toContain('Waiting for you to confirm new@example.com');

    const link = linkIn(mail?.text);
    const page = dom(await browser.get(link));
    expect([page('main').text().includes('new@example.com'), await email()]).toEqual([true, 'old@example.com']);
    const token = String(page('[name=token]').val());
    expect((await browser.post('/accounts/email/', { token })).status).toBe(303);
    expect(await email()).toBe('new@example.com');
    const notices = await box.take();
    expect(notices.map(({ to }) => to)).toEqual([['old@example.com']]);
    expect(notices[0]?.text).toContain('new@example.com');
    expect((await browser.post('/accounts/email/', { token })).headers['location']).toBe(profile);
    expect((await browser.get(profile)).text).toContain('That link no longer works.');
  });

  test('invalidates a reset link that was sent to the old one', async () => {
    const browser = await signedIn(app, alice);
    await new Visitor(app).post('/accounts/password-reset/', { username: 'alice' });
    await box.take();
    const { token } = await requestChange(browser);
    await browser.post('/accounts/email/', { token });
    expect(await sql('SELECT * FROM password_resets')).toEqual([]);
  });

  test('is not confirmed by another user, without a session or after a day', async () => {
    const browser = await signedIn(app, alice);
    const { link, token } = await requestChange(browser);
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect((await bob.post('/accounts/email/', { token })).headers['location']).toBe(profile);
    expect((await bob.get(link)).headers['location']).toBe(profile);
    expect((await bob.get(profile)).text).toContain('That link no longer works.');
    expect((await new Visitor(app).get(link)).headers['location']).toMatch(/^\/accounts\/login\/\?next=/);
    expect((await browser.postRaw('/accounts/email/', { token })).status).toBe(403);
    now = new Date(now.getTime() + 86_401_000);
    expect((await browser.post('/accounts/email/', { token })).headers['location']).toBe(profile);
    expect(await email()).toBe('old@example.com');
  });

  test('stays pending when other fields are saved', async () => {
    const browser = await signedIn(app, alice);
    const { token } = await requestChange(browser);
    await browser.post(profile, { ...rest, phone: '+48 1', email: 'old@example.com' });
    await browser.post('/accounts/email/', { token });
    expect(await email()).toBe('new@example.com');
  });

  test('typed again invalidates the first link, at most five times an hour', async () => {
    const browser = await signedIn(app, alice);
    const { token } = await requestChange(browser);
    for (let i = 0; i < 4; i++) {
      expect((await browser.post(profile, { ...rest, email: `n${i}@example.com` })).status).toBe(303);
    }
    expect((await browser.post('/accounts/email/', { token })).headers['location']).toBe(profile);
    expect(await email()).toBe('old@example.com');
    const refused = await browser.post(profile, { ...rest, email: 'more@example.com' });
    expect(refused.status).toBe(429);
    expect(dom(refused)('#f-email').val()).toBe('more@example.com');
  });

  test('is sent a new link on request, and only while it waits', async () => {
    const browser = await signedIn(app, alice);
    const { token } = await requestChange(browser);
    expect((await browser.post('/accounts/email/send/')).headers['location']).toBe(profile);
    const [mail] = await box.take();
    const fresh = linkIn(mail?.text).split('=')[1] ?? '';
    expect([mail?.to, fresh === token]).toEqual([['new@example.com'], false]);
    await browser.post('/accounts/email/', { token: fresh });
    expect(await email()).toBe('new@example.com');
    await box.take();
    await browser.post('/accounts/email/send/');
    expect(await box.take()).toEqual([]);
  });

  test('that is empty is saved at once, and the old address is notified', async () => {
    const browser = await signedIn(app, alice);
    await browser.post(profile, { ...rest, email: '' });
    expect(await email()).toBe('');
    expect((await box.take()).map(({ to }) => to)).toEqual([['old@example.com']]);
  });

  test('that is empty cancels a pending one and invalidates reset links', async () => {
    const browser = await signedIn(app, alice);
    const { token } = await requestChange(browser);
    await createResetToken(app.database.prisma, alice.id, now);
    await browser.post(profile, { ...rest, email: '' });
    expect(await sql('SELECT 1 FROM email_changes UNION ALL SELECT 1 FROM password_resets')).toEqual([]);
    await browser.post('/accounts/email/', { token });
    expect(await email()).toBe('');
  });

  test('that could not be saved notifies nobody', async () => {
    const browser = await signedIn(app, alice);
    await sql(`ALTER TABLE profiles ADD CONSTRAINT refused CHECK (phone <> '+48 999') NOT VALID`);
    const { status } = await browser.post(profile, { ...rest, phone: '+48 999', email: '' });
    await sql('ALTER TABLE profiles DROP CONSTRAINT refused');
    expect([status, await email(), await box.take()]).toEqual([422, 'old@example.com', []]);
  });
});

test('without mail a new address is saved at once', async () => {
  const silent = await testApp();
  const browser = await signedIn(silent, alice);
  await browser.post(profile, { ...rest, email: 'new@example.com' });
  expect(await email()).toBe('new@example.com');
  expect(await sql('SELECT * FROM email_changes')).toEqual([]);
});

describe('without the password', () => {
  test.each([
    ['none', '', 'Enter your password'],
    ['a wrong one', 'wrong', 'Wrong current password'],
  ])('(%s) the address stays, and the form keeps the input', async (_, current_password, message) => {
    const browser = await signedIn(app, alice);
    const typed = { phone: '+48 700', locale: 'pl', time_zone: 'Europe/Berlin', email: 'new@example.com' };
    const response = await browser.post(profile, { ...typed, current_password });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($('#f-current_password-error').text()).toContain(message);
    expect([$('#f-email').val(), $('#f-phone').val(), $('#f-locale').val()]).toEqual([
      'new@example.com',
      '+48 700',
      'pl',
    ]);
    expect($('#f-current_password').val()).toBe('');
    expect([await email(), await sql('SELECT phone FROM profiles')]).toEqual(['old@example.com', [{ phone: '' }]]);
    expect([await sql('SELECT * FROM email_changes'), await box.take()]).toEqual([[], []]);
  });

  test('the address cannot be removed, but other fields are saved', async () => {
    const browser = await signedIn(app, alice);
    expect((await browser.post(profile, { ...rest, current_password: '', email: '' })).status).toBe(422);
    const same = { ...rest, current_password: '', phone: '+48 1', email: 'old@example.com' };
    expect((await browser.post(profile, same)).status).toBe(303);
    expect([await email(), await sql('SELECT phone FROM profiles')]).toEqual(['old@example.com', [{ phone: '+48 1' }]]);
  });

  test('attempts to guess it are limited', async () => {
    const browser = await signedIn(app, alice);
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const fields = { ...rest, current_password: 'wrong', email: 'new@example.com' };
      statuses.push((await browser.post(profile, fields)).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await browser.post(profile, { ...rest, email: 'new@example.com' })).status).toBe(429);
    expect(await email()).toBe('old@example.com');
  });
});

test.each(['', 'x', 'a\0b'])('the token %j confirms nothing', async (token) => {
  const browser = await signedIn(app, alice);
  expect((await browser.post('/accounts/email/', { token })).headers['location']).toBe(profile);
  expect((await browser.get(`/accounts/email/?token=${encodeURIComponent(token)}`)).status).toBe(303);
});
