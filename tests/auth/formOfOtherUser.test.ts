// Two users of one browser: a page of the first user is still open after the second has signed in.
import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, password } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';
import { useSignedIn } from '../support/signedIn.ts';

let bob: User;
let now: Date;

beforeEach(() => {
  now = new Date();
});
const { alice, app, browser } = await useSignedIn({ clock: () => now });
beforeEach(async () => {
  bob = await createUser(app, 'bob');
  await browser.post('/accounts/logout/');
  await browser.signIn(bob);
});

const alicesForm = () => ({
  _by: alice.id,
  _at: '/contacts/create/',
  first_name: 'Zebrafink',
  notes: 'about <b>her</b>',
});
const signIn = (user: User) => browser.post('/accounts/login/', { username: user.username, password });

describe('a form of the first user, sent by the second', () => {
  test('is refused with an explanation, and nothing of it is saved or shown', async () => {
    const response = await browser.post('/contacts/create/', alicesForm());
    expect(response.status).toBe(409);
    expect(response.text).toContain('This form belongs to another account');
    expect(response.text).toContain('kept for an hour');
    expect(await problemsOf(response.text, 'en')).toEqual([]);
    expect(await sql('SELECT id FROM contacts')).toEqual([]);
    for (const path of ['/contacts/create/', '/contacts/', '/dashboard/', '/accounts/profile/'])
      expect((await browser.get(path)).text).not.toContain('Zebrafink');
  });

  test('is restored for the first user alone, once they sign in again', async () => {
    await browser.post('/contacts/create/', alicesForm());
    await browser.post('/accounts/logout/');
    expect((await browser.get('/dashboard/')).status).toBe(303);
    const back = String((await signIn(alice)).headers['location']);
    const page = dom(await browser.get(back));
    expect([back, page('[name=first_name]').val()]).toEqual(['/contacts/create/', 'Zebrafink']);
    expect(page('[name=notes]').val()).toBe('about <b>her</b>');
  });

  test('is not shown to the second user, not even after signing in again', async () => {
    await browser.post('/contacts/create/', alicesForm());
    await browser.post('/accounts/logout/');
    expect((await signIn(bob)).headers['location']).toBe('/dashboard/');
    expect((await browser.get('/contacts/create/')).text).not.toContain('Zebrafink');
    expect(JSON.stringify(await sql('SELECT sess FROM session'))).not.toContain('Zebrafink');
  });

  test('is gone after an hour', async () => {
    await browser.post('/contacts/create/', alicesForm());
    now = new Date(now.getTime() + 3_601_000);
    await browser.post('/accounts/logout/');
    expect(await sql('SELECT sid FROM session')).toEqual([]);
    expect((await signIn(alice)).headers['location']).toBe('/dashboard/');
  });

  test.each(['/contacts/1/delete/', '/accounts/profile/password/', '/shortcuts/', '/accounts/delete/'])(
    'does nothing at %s',
    async (path) => {
      const response = await browser.post(path, { _by: alice.id, password });
      expect(response.status).toBe(409);
      expect(response.text).not.toContain('kept for an hour');
    },
  );

  test('does not shorten the session of the second user', async () => {
    const ends = () =>
      sql<{ days: number }>(
        `SELECT round(extract(epoch FROM expire - localtimestamp) / 86400)::int AS days FROM session`,
      );
    await browser.post('/contacts/create/', alicesForm());
    expect(await ends()).toEqual([{ days: 30 }]);
  });

  test('still signs out when it is the sign-out form', async () => {
    expect((await browser.post('/accounts/logout/', { _by: alice.id })).status).toBe(303);
    expect((await browser.get('/dashboard/')).headers['location']).toContain('/accounts/login/');
  });
});

test('a form that names no user belongs to the signed-in one', async () => {
  expect((await browser.post('/contacts/create/', { first_name: 'Jan' })).status).toBe(303);
  expect((await browser.post('/contacts/create/', { first_name: 'Ewa', _by: 'x' })).status).toBe(303);
});
