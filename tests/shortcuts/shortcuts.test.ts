import { describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser } = await useSignedIn();

const stored = async (user: User) =>
  (await sql<{ shortcuts: boolean }>('SELECT shortcuts FROM profiles WHERE user_id = $1', [user.id]))[0]?.shortcuts;
const areOn = async () => dom(await browser.get('/contacts/'))('body').attr('data-shortcuts') !== undefined;

test('are listed on a page that the menu links to', async () => {
  const $ = dom(await browser.get('/shortcuts/'));
  expect($('.menu-panel a[href="/shortcuts/"]')).toHaveLength(1);
  expect(
    $('kbd')
      .toArray()
      .map((one) => $(one).text()),
  ).toEqual(expect.arrayContaining(['/', 'Ctrl+K', 'n', '?', 'g', 'l']));
});

test('are on until they are switched off, and can be switched on again', async () => {
  expect(await areOn()).toBe(true);
  const off = await browser.post('/shortcuts/', { shortcuts: 'off' });
  expect([off.status, off.headers['location']]).toEqual([303, '/shortcuts/']);
  expect(await areOn()).toBe(false);
  expect(dom(await browser.get('/shortcuts/'))('[name=shortcuts]').val()).toBe('on');
  await browser.post('/shortcuts/', { shortcuts: 'off' });
  expect(await areOn()).toBe(false);
  await browser.post('/shortcuts/', { shortcuts: 'on' });
  expect(await areOn()).toBe(true);
});

test.each([undefined, '', 'maybe'])('a form that says %j switches to the other', async (shortcuts) => {
  const fields: Record<string, string> = shortcuts === undefined ? {} : { shortcuts };
  await browser.post('/shortcuts/', fields);
  expect(await stored(alice)).toBe(false);
  await browser.post('/shortcuts/', fields);
  expect(await stored(alice)).toBe(true);
});

test('leads back to the page it was opened from, never to another site', async () => {
  const dialog = await browser.get('/shortcuts/?back=/contacts/', { 'X-Fragment': 'dialog' });
  expect(dialog.text).not.toContain('<html');
  expect(dom(dialog)('[name=back]').val()).toBe('/contacts/');
  const post = async (back: string) => (await browser.post('/shortcuts/', { back })).headers['location'];
  expect(await post('/contacts/?page=2')).toBe('/contacts/?page=2');
  expect(await post('//evil.example')).toBe('/shortcuts/');
});

test('are switched for each user separately', async () => {
  const bob = await createUser(app, 'bob');
  await browser.post('/shortcuts/', { shortcuts: 'off', user_id: bob.id });
  expect([await stored(alice), await stored(bob)]).toEqual([false, true]);
});

test('need a session and a token', async () => {
  expect((await new Visitor(app).get('/shortcuts/')).headers['location']).toContain('/accounts/login/');
  expect((await browser.postRaw('/shortcuts/', { shortcuts: 'off' })).status).toBe(403);
  expect(await stored(alice)).toBe(true);
});

describe.each(['en', 'pl'] as const)('in %s', (locale) => {
  test('have a valid page and dialog, on and off', async () => {
    const own = await signedIn(app, await createUser(app, `user-${locale}`, { locale }));
    for (const shortcuts of ['on', 'off']) {
      await own.post('/shortcuts/', { shortcuts });
      const dialog = await own.get('/shortcuts/', { 'X-Fragment': 'dialog' });
      const asPage = `<!doctype html>\n<html lang="${locale}"><head><title>x</title></head><body><h1>x</h1>${dialog.text}</body></html>`;
      for (const html of [asPage, (await own.get('/shortcuts/')).text])
        expect(await problemsOf(html, locale)).toEqual([]);
    }
  }, 60_000);
});
