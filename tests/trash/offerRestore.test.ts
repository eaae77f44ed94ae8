import { beforeEach, expect, test } from 'vitest';
import { createUser, dom, signedIn } from '../support/app.ts';
import { createRecords, fullDumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const day = 86_400_000;

let ids: LinkedIds;
let now: Date;

beforeEach(() => {
  now = new Date('2026-11-23T10:00:00Z');
});
const { alice, app, browser } = await useSignedIn({ clock: () => now });
beforeEach(async () => {
  ids = await createRecords(app, alice);
});

test.each([
  ['a contact', () => `/contacts/${ids.contact}/`, () => `/contacts/${ids.contact}/`],
  ['a company', () => `/companies/${ids.company}/`, () => `/companies/${ids.company}/`],
  ['a task', () => `/tasks/${ids.task}/edit/`, () => `/tasks/${ids.task}/`],
  ['an entry', () => `/interactions/${ids.interaction}/edit/`, () => `/interactions/${ids.interaction}/`],
])('the 404 page of %s that was deleted restores it', async (_, shown, record) => {
  await browser.post(`${record()}delete/`);
  const before = await fullDumpOf(alice);
  const response = await browser.get(shown());
  expect(response.status).toBe(404);
  expect(response.headers['cache-control']).toBe('no-store');
  expect(await fullDumpOf(alice)).toEqual(before);
  await browser.post(String(dom(response)('.error-page form').attr('action')));
  expect((await browser.get(shown())).status).toBe(200);
});

test('it says what was deleted, when, and for how long it can be restored', async () => {
  await browser.post(`/contacts/${ids.contact}/delete/`);
  now = new Date(now.getTime() + 3 * day);
  const text = dom(await browser.get(`/contacts/${ids.contact}/edit/`))('main').text();
  for (const words of ['This was deleted', 'Contact: ', 'Deleted 3 days ago', '27 days left'])
    expect(text).toContain(words);
});

test('after 30 days the page is that of any other missing record', async () => {
  await browser.post(`/contacts/${ids.contact}/delete/`);
  now = new Date(now.getTime() + 31 * day);
  await expectNothingOffered(browser, `/contacts/${ids.contact}/`);
});

test('a stranger is not told that anything was deleted', async () => {
  await browser.post(`/contacts/${ids.contact}/delete/`);
  const bob = await signedIn(app, await createUser(app, 'bob'));
  await expectNothingOffered(bob, `/contacts/${ids.contact}/`);
});

test('an id that never was, and one too large, are plainly missing', async () => {
  await expectNothingOffered(browser, '/contacts/999999/');
  await expectNothingOffered(browser, '/contacts/99999999999999999999/');
});

async function expectNothingOffered(visitor: typeof browser, path: string): Promise<void> {
  const response = await visitor.get(path);
  expect(response.status).toBe(404);
  expect(dom(response)('.error-page form').length).toBe(0);
  expect(dom(response)('h1').text()).toBe('Nothing here');
}
