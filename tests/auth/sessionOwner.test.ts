// Where a session lies: with its owner, whom the signed id names. Ids of older versions name nobody.
import { expect, test } from 'vitest';
import { UserSessionStore } from '../../src/auth/sessionStore.ts';
import { endAllSessions } from '../../src/users/sessions.service.ts';
import { Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { sign } from '../support/session.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser } = await useSignedIn();
const secretKey = app.config.secretKeys[0] ?? '';
const rows = () => sql<{ user_id: number; sid: string }>('SELECT user_id, sid FROM session ORDER BY sid');

/** Her session under an id as versions before made them. */
async function oldBrowser(): Promise<Visitor> {
  await sql(`UPDATE session SET sid = 'oldSid' WHERE user_id = $1`, [alice.id]);
  return new Visitor(app, { Cookie: `sid=${sign('oldSid', secretKey)}` });
}

const newCookie = (response: { headers: Record<string, unknown> }) =>
  /sid=([^;]+)/.exec(String(response.headers['set-cookie']))?.[1];

test('signing in makes one with its owner in the id, and a visitor has one of nobody', async () => {
  await sql('DELETE FROM session');
  const visitor = new Visitor(app);
  await visitor.postRaw('/contacts/create/', { _csrf: '' });
  await visitor.signIn(alice);
  const [row] = await rows();
  expect(row).toEqual({ user_id: alice.id, sid: expect.stringMatching(new RegExp(`^${alice.id}\\.[\\w-]{32}$`)) });
  expect((await visitor.get('/dashboard/')).status).toBe(200);
  await visitor.post('/accounts/logout/');
  expect(await rows()).toEqual([]);
});

test('a session of an older version goes on under an id that names its owner', async () => {
  const old = await oldBrowser();
  const response = await old.get('/dashboard/');
  expect(response.status).toBe(200);
  const cookie = newCookie(response) ?? '';
  const moved = new Visitor(app, { Cookie: `sid=${cookie}` });
  expect((await moved.get('/dashboard/')).status).toBe(200);
  expect(await rows()).toEqual([
    {
      user_id: alice.id,
      sid: decodeURIComponent(cookie)
        .slice(2)
        .replace(/\.[^.]*$/, ''),
    },
    { user_id: alice.id, sid: 'oldSid' },
  ]);
  const [left] = await sql(`SELECT expire - now() < interval '61 seconds' AS ends FROM session WHERE sid = 'oldSid'`);
  expect(left).toEqual({ ends: true });
});

test('of two requests at once with an old id one moves it, and both are answered', async () => {
  const old = await oldBrowser();
  const answers = await Promise.all([old.get('/dashboard/'), old.get('/contacts/')]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  // The other one keeps the old id, because it is the first of the day to save the session.
  expect(answers.filter((answer) => newCookie(answer)?.startsWith(`s%3A${alice.id}.`))).toHaveLength(1);
  expect(await rows()).toHaveLength(2);
});

test('signing out with an old id deletes it wherever it is', async () => {
  await oldBrowser();
  const store = new UserSessionStore(app.database.pool, app.clock);
  await new Promise((done) => store.destroy('oldSid', done));
  expect(await rows()).toEqual([]);
});

test('ending all sessions ends old ones, too', async () => {
  const old = await oldBrowser();
  await app.database.prisma.$transaction((tx) => endAllSessions(tx, alice.id));
  expect((await old.get('/dashboard/')).status).toBe(303);
  expect(await rows()).toEqual([]);
});

test.each(['7.made-up', 'x'.repeat(5000), '99999999999.x', '.', 'NaN.x'])('the signed id %s is nobody', async (sid) => {
  const visitor = new Visitor(app, { Cookie: `sid=${sign(sid, secretKey)}` });
  expect((await visitor.get('/dashboard/')).status).toBe(303);
  expect((await browser.get('/dashboard/')).status).toBe(200);
});
