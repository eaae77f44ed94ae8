import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { zoneGroups } from '../../src/account/timeZones.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const address = '/accounts/profile/';
const passwordAddress = '/accounts/profile/password/';
const saving = { email: 'anna@example.com', phone: '+48 600 100 200', locale: 'pl', time_zone: 'Europe/Berlin' };
const good = { ...saving, current_password: password };
const newPassword = 'quite another one';
const change = { old_password: password, password1: newPassword, password2: newPassword };

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

const saved = async () =>
  (
    await sql('SELECT email, phone, locale, time_zone FROM users JOIN profiles ON user_id = id WHERE username = $1', [
      'alice',
    ])
  )[0];

describe('the profile', () => {
  test('shows the saved values', async () => {
    const alice = await signedIn(app, await createUser(app, 'alice', { email: 'alice@example.com' }));
    const $ = dom(await alice.get(address));
    expect($('#f-email').val()).toBe('alice@example.com');
    expect($('#f-locale').val()).toBe('en');
    expect($('#f-time_zone').val()).toBe('Europe/Warsaw');
    expect($('#f-time_zone option').first().val()).toBe('Europe/Warsaw');
    expect($('button[type=submit]').first().text()).toBe('Save');
  });

  test('is saved, and the next page is in the new language', async () => {
    const alice = await signedIn(app, await createUser(app));
    const bob = await createUser(app, 'bob', { email: 'bob@example.com' });
    const response = await alice.post(address, good);
    expect([response.status, response.headers['location']]).toEqual([303, address]);
    expect(await saved()).toEqual(saving);
    expect((await alice.get(address)).text).toContain('Profil zapisany.');
    expect(await sql('SELECT email FROM users WHERE id = $1', [bob.id])).toEqual([{ email: 'bob@example.com' }]);
  });

  test('ignores fields that the user may not set', async () => {
    const alice = await signedIn(app, await createUser(app));
    await alice.post(address, { ...good, username: 'boss', is_staff: 'on', user_id: '1', is_active: '' });
    expect(await sql('SELECT username, is_staff, is_active FROM users')).toEqual([
      { username: 'alice', is_staff: false, is_active: true },
    ]);
  });

  test('is created for a user without one', async () => {
    const alice = await signedIn(app, await createUser(app));
    await sql('DELETE FROM profiles');
    expect((await alice.get(address)).status).toBe(200);
    expect((await alice.post(address, good)).status).toBe(303);
    expect(await saved()).toEqual(saving);
  });

  test.each<[string, Record<string, string | string[]>, string]>([
    ['no email address', { email: 'anna' }, 'email'],
    ['a long phone number', { phone: '1'.repeat(10_000) }, 'phone'],
    ['letters for a phone number', { phone: 'call me' }, 'phone'],
    ['an unknown language', { locale: 'xx' }, 'locale'],
    ['a time zone of nowhere', { time_zone: 'Mars/Olympus' }, 'time_zone'],
    ['letters that are no name of a zone', { time_zone: 'PST' }, 'time_zone'],
    ['NUL', { phone: '600\0' }, 'phone'],
    ['two languages', { locale: ['en', 'pl'] }, 'locale'],
  ])('%s is reported on the form', async (_, wrong, field) => {
    const alice = await signedIn(app, await createUser(app));
    const response = await alice.post(address, { ...good, ...wrong });
    expect(response.status).toBe(422);
    expect(dom(response)(`#f-${field}-error`).text()).not.toBe('');
    if (field !== 'email') expect(dom(response)('#f-email').val()).toBe(good.email);
    expect(await saved()).toMatchObject({ email: '', phone: '', locale: 'en' });
  });

  test('needs a session and a CSRF token', async () => {
    expect((await new Visitor(app).get(address)).headers['location']).toBe(
      '/accounts/login/?next=%2Faccounts%2Fprofile%2F',
    );
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.postRaw(address, good)).status).toBe(403);
    expect(await saved()).toMatchObject({ email: '' });
  });
});

describe('changing the password', () => {
  test('sets the new one and ends all other sessions', async () => {
    const user = await createUser(app);
    const bob = await signedIn(app, await createUser(app, 'bob'));
    const [here, elsewhere] = [await signedIn(app, user), await signedIn(app, user)];
    const response = await here.post(passwordAddress, change);
    expect([response.status, response.headers['location']]).toEqual([303, `${address}#main`]);
    expect(String(response.headers['set-cookie'])).toContain('sid=');
    expect((await here.get(address)).text).toContain('Password changed.');
    expect((await elsewhere.get(address)).status).toBe(303);
    expect((await bob.get(address)).status).toBe(200);
    expect(await sql('SELECT sid FROM session')).toHaveLength(2);
    const again = new Visitor(app);
    expect((await again.post('/accounts/login/', { username: 'alice', password })).status).toBe(422);
    expect((await again.post('/accounts/login/', { username: 'alice', password: newPassword })).status).toBe(303);
  });

  test('also ends a session that a late request writes back', async () => {
    const user = await createUser(app);
    const [here, elsewhere] = [await signedIn(app, user), await signedIn(app, user)];
    const rows = await sql<{ user_id: number; sid: string; sess: object; expire: Date }>('SELECT * FROM session');
    await here.post(passwordAddress, change);
    const text = 'INSERT INTO session (user_id, sid, sess, expire) VALUES ($1, $2, $3, $4)';
    for (const { user_id, sid, sess, expire } of rows) await sql(text, [user_id, sid, sess, expire]);
    expect((await elsewhere.get(address)).status).toBe(303);
    expect((await here.get(address)).status).toBe(200);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['a wrong current password', { old_password: 'wrong' }, 'old_password', 'Wrong current password'],
    ['no current password', { old_password: '' }, 'old_password', 'Fill this in.'],
    ['a common one', { password1: 'haslo123', password2: 'haslo123' }, 'password1', 'Too many people'],
    ['the email', { password1: 'alice@example.com', password2: 'alice@example.com' }, 'password1', 'too close'],
    ['two different ones', { password2: 'something else' }, 'password2', 'don’t match'],
  ])('%s is reported on the form', async (_, wrong, field, message) => {
    const alice = await signedIn(app, await createUser(app, 'alice', { email: 'alice@example.com' }));
    const [before] = await sql('SELECT password_hash FROM users');
    const response = await alice.post(passwordAddress, { ...change, ...wrong });
    expect(response.status).toBe(422);
    expect(dom(response)(`#f-${field}-error`).text()).toContain(message);
    expect(dom(response)('#f-email').val()).toBe('alice@example.com');
    for (const typed of [password, newPassword]) expect(response.text).not.toContain(typed);
    expect(await sql('SELECT password_hash FROM users')).toEqual([before]);
  });

  test('needs a session and a CSRF token, and its address leads back to the profile', async () => {
    expect((await new Visitor(app).post(passwordAddress, change)).headers['location']).toBe('/accounts/login/');
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.postRaw(passwordAddress, change)).status).toBe(403);
    expect((await alice.get(passwordAddress)).headers['location']).toBe('/accounts/profile/#password');
  });
});

describe('zoneGroups', () => {
  test('contains every zone once, the selected one first', () => {
    const groups = zoneGroups('Europe/Warsaw');
    const values = groups.flatMap(({ zones }) => zones.map(({ value }) => value));
    expect(values[0]).toBe('Europe/Warsaw');
    expect(new Set(values).size).toBe(values.length);
    expect(values).toContain('UTC');
    expect(groups.find(({ region }) => region === 'America')?.zones).toContainEqual({
      value: 'America/Port_of_Spain',
      label: expect.stringContaining('Port of Spain'),
    });
  });

  test('keeps a selected zone that this system lists by another name', () => {
    expect(zoneGroups('Asia/Calcutta')[0]?.zones[0]?.value).toBe('Asia/Calcutta');
  });
});
