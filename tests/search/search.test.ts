import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { problemsOf } from '../support/html.ts';
import { createPlenty, createRecords } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const { alice, app, browser, db } = await useSignedIn();

const address = (search: string) => `/search/?search=${encodeURIComponent(search)}`;

/** The titles of the hits by heading. */
async function found(search: string): Promise<Record<string, string[]>> {
  const response = await browser.get(address(search));
  expect(response.status).toBe(200);
  const $ = dom(response);
  const sections = $('section.hits').toArray();
  return Object.fromEntries(
    sections.map((one) => [
      $(one).find('h2').text(),
      $(one)
        .find('.hit-title')
        .toArray()
        .map((title) => $(title).text().trim()),
    ]),
  );
}

/** The fragment for the palette. */
function choices(search: string, who = browser) {
  return who.get(address(search), { 'X-Fragment': 'palette' });
}

describe('the search', () => {
  beforeEach(() =>
    createRecords(app, alice, {
      company: 'Stolarnia Dąb',
      first_name: 'Łukasz',
      last_name: 'Żółty',
      phone: '+48 600 100 200',
      content: 'Pytał o dębowy stół.',
      title: 'Wycena dębowego blatu',
    }),
  );

  test.each([
    ['lukasz zolty', { Contacts: ['Łukasz Żółty'] }],
    ['ŻÓŁTY ŁUK', { Contacts: ['Łukasz Żółty'] }],
    ['600-100-200', { Contacts: ['Łukasz Żółty'] }],
    ['0048600100200', { Contacts: ['Łukasz Żółty'] }],
    ['stolarnia@nowhere', {}],
    ['dab', { Contacts: ['Łukasz Żółty'], Companies: ['Stolarnia Dąb'] }],
    ['stol debowy', { Notes: ['Łukasz Żółty'] }],
    ['blatu wycena', { Tasks: ['Wycena dębowego blatu'] }],
    ['piatku', { Tasks: ['Wycena dębowego blatu'] }],
    ['lesna', { Companies: ['Stolarnia Dąb'] }],
    ['100%', {}],
    ['_', {}],
  ])('%s', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  test('links each hit to its record', async () => {
    const $ = dom(await browser.get(address('d')));
    const links = $('.hit')
      .toArray()
      .map((one) => $(one).attr('href'));
    expect(links).toEqual([
      expect.stringMatching(/^\/contacts\/\d+\/$/),
      expect.stringMatching(/^\/companies\/\d+\/$/),
      expect.stringMatching(/^\/tasks\/\d+\/edit\/$/),
      expect.stringMatching(/^\/contacts\/\d+\/#interaction-\d+$/),
    ]);
  });

  test('highlights the hit in the text', async () => {
    const $ = dom(await browser.get(address('debowy')));
    expect($('.hit-text mark').text()).toBe('dębowy');
    expect($('.hit-text').text()).toBe('Pytał o dębowy stół.');
  });

  test('answers scripts with the options alone', async () => {
    const response = await choices('zolty');
    expect(response.text).not.toContain('<html');
    expect(response.headers['vary']).toContain('X-Fragment');
    const $ = dom(response);
    expect($('[role=option]').first().attr('href')).toMatch(/^\/contacts\/\d+\/$/);
    expect($('[data-status]').text()).toBe('1 result');
    expect($('[role=option]').last().attr('href')).toBe('/search/?search=zolty');
  });

  test('finds nothing of another user', async () => {
    const bob = await signedIn(app, await createUser(app, 'bob'));
    for (const search of ['zolty', 'dab', 'debowy', 'blatu', '600100200', '']) {
      for (const response of [await bob.get(address(search)), await choices(search, bob)]) {
        expect(response.text).not.toMatch(/Łukasz|Stolarnia|dębow/);
      }
    }
  });

  test('sends anonymous users to sign in, and back', async () => {
    const response = await new Visitor(app).get(address('x'));
    expect(response.headers['location']).toBe(`/accounts/login/?next=${encodeURIComponent('/search/?search=x')}`);
  });
});

test('names that start with the search come first, then names with a word that does', async () => {
  const data = [
    { first_name: 'Ewa', last_name: 'Nowak' },
    { first_name: 'Nowa', last_name: 'Era' },
    { first_name: 'Jan', last_name: 'Innowacki' },
  ].map((person) => ({ ...person, user_id: alice.id }));
  for (const one of data) await db.contact.create({ data: one });
  expect(await found('nowa')).toEqual({ Contacts: ['Nowa Era', 'Ewa Nowak', 'Jan Innowacki'] });
});

test('a page shows five hits of a kind with a link to all, the palette three', async () => {
  await createPlenty(app, alice);
  const $ = dom(await browser.get(address('stol')));
  expect(
    $('section.hits')
      .toArray()
      .map((one) => $(one).find('.hit-title').length),
  ).toEqual([5, 5, 5, 5]);
  expect(
    $('.hit-all')
      .toArray()
      .map((one) => $(one).text().trim()),
  ).toEqual(['All 25 in contacts', 'All 25 in companies', 'Show all tasks found', 'Show all notes found']);
  expect($('.hit-all').first().attr('href')).toBe('/contacts/?search=stol');
  const palette = dom(await choices('stol'));
  expect(palette('[role=group]').first().find('.hit-title')).toHaveLength(3);
});

test.each([['tasks'], ['interactions']])('all %s found are listed page by page, each once', async (kind) => {
  await createPlenty(app, alice);
  const seen: string[] = [];
  let next: string | undefined = `${address('stol')}&kind=${kind}`;
  const sizes: number[] = [];
  while (next) {
    const $ = dom(await browser.get(next));
    expect($('section.hits')).toHaveLength(1);
    expect($('.hits-back a').attr('href')).toBe('/search/?search=stol');
    const links = $('a.hit').toArray();
    sizes.push(links.length);
    seen.push(...links.map((link) => `${$(link).attr('href')}`));
    next = $('.hits-pages [rel=next]').attr('href');
  }
  expect(sizes.slice(0, -1).every((size) => size === 20)).toBe(true);
  expect(sizes.length).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(seen.length);
});

test('an invalid page or kind is treated as absent', async () => {
  await createPlenty(app, alice);
  const far = await browser.get(`${address('stol')}&kind=tasks&page=40`);
  expect([far.status, far.headers['location']]).toEqual([303, '/search/?search=stol&kind=tasks']);
  for (const rest of ['&kind=tasks&page=x', '&kind=tasks&page=999999', '&kind=people', '&kind=tasks&kind=interactions'])
    expect((await browser.get(`${address('stol')}${rest}`)).status).toBe(200);
  const bob = await signedIn(app, await createUser(app, 'bob'));
  expect(dom(await bob.get(`${address('stol')}&kind=tasks`))('.empty h2').text()).toBe('Nothing found');
});

test.each(["o'brien", 'O’Brien', 'obrien', 'OʼBRIEN', 'o`brien'])(
  'an apostrophe may be typed in any way or not: %s',
  async (search) => {
    await createRecords(app, alice, { first_name: 'Pat', last_name: 'O’Brien', content: 'x', title: "Call O'Brien" });
    expect(await found(search)).toMatchObject({ Contacts: ['Pat O’Brien'], Tasks: ["Call O'Brien"] });
    const $ = dom(await browser.get(address(search)));
    expect($('.hit-title mark').first().text()).toBe('O’Brien');
  },
);

test('an empty search shows recent people and actions', async () => {
  await createRecords(app, alice);
  expect(await found(' ')).toEqual({
    'Recent people': ['Jan Kowalski'],
    Actions: ['Add a person', 'Add a note', 'Add a task', 'Go to Today'],
  });
  expect(dom(await choices(''))('[role=option]')).toHaveLength(5);
});

test('a search without hits offers to add its words', async () => {
  const $ = dom(await browser.get(address('Ewa & Lis')));
  expect($('.empty h2').text()).toBe('Nothing found');
  expect($('.empty a').first().attr('href')).toBe('/quick-add/?text=Ewa+%26+Lis');
  const palette = dom(await choices('Ewa & Lis'));
  expect(palette('[role=option]').first().attr('href')).toBe('/quick-add/?text=Ewa+%26+Lis');
});

test.each(['\0', 'a'.repeat(5_000), '%', '\\', '" OR 1=1 --', '👩‍👩‍👧‍👦'])(
  '%j is a search like any other',
  async (search) => {
    expect((await browser.get(address(search))).status).toBe(200);
    expect((await browser.get(`/search/?search=a&search=${encodeURIComponent(search)}`)).status).toBe(200);
  },
);

test('snippets and highlights escape markup', async () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  await createRecords(app, alice, { content: `dąb ${evil}`, title: evil, first_name: evil, company: evil });
  for (const search of ['alert', 'script', '<img', 'dab']) {
    for (const response of [await browser.get(address(search)), await choices(search)]) {
      expect(response.text).not.toMatch(/<(script>|img)/);
      expect(response.text).toContain('&lt;');
    }
  }
  const $ = dom(await browser.get(address('dab')));
  expect($('.hit-text').text()).toBe(`dąb ${evil}`);
});

describe('in a large account', () => {
  const person = (i: number) => ({
    first_name: i % 10 === 0 ? 'Wu' : 'Ada',
    last_name: `${i % 2 ? 'Common' : 'Other'} n${i}e`,
    phone: `+48 6${String(10_000_000 + i)}`,
    updated_at: new Date(Date.UTC(2026, 0, 1) - i * 60_000),
  });
  const add = (user: User, from: number, to: number) =>
    dbOf(app, user).contact.createMany({
      data: Array.from({ length: to - from }, (_, i) => ({ ...person(from + i), user_id: user.id })),
    });

  test.each([
    // In every second record: found among the newest.
    ['common', ['Ada Common n1e', 'Ada Common n3e', 'Ada Common n5e', 'Ada Common n7e', 'Ada Common n9e']],
    // In an older record: found by the index.
    ['n601e', ['Ada Common n601e']],
    ['common n601e', ['Ada Common n601e']],
    ['+48 610 000 601', ['Ada Common n601e']],
    ['0048610000601', ['Ada Common n601e']],
    ['610-000-601', ['Ada Common n601e']],
    ['n601e common ada a d a common', ['Ada Common n601e']],
    // Words of one or two letters, and punctuation.
    ['wu', ['Wu Other n0e', 'Wu Other n10e', 'Wu Other n20e', 'Wu Other n30e', 'Wu Other n40e']],
    ['wu n600', ['Wu Other n600e']],
    ['xq', []],
    ['@', []],
    ['n999e', []],
  ])('%s', async (search, names) => {
    await add(alice, 0, 620);
    expect((await found(search))['Contacts'] ?? []).toEqual(names);
    const bob = await signedIn(app, await createUser(app, 'bob'));
    expect((await bob.get(address(search))).text).not.toMatch(/Common n|Other n/);
  });

  test('finds two letters at the start of a word, however old the record', async () => {
    await add(alice, 1, 10);
    await db.contact.create({ data: { ...person(9_999), first_name: 'Xi', user_id: alice.id } });
    await add(alice, 10, 1_700);
    expect((await found('xi'))['Contacts']).toEqual(['Xi Common n9999e']);
  });

  test('shows the number of hits where it is known', async () => {
    await add(alice, 0, 620);
    const all = async (search: string) =>
      dom(await browser.get(address(search)))('.hit-all')
        .text()
        .trim();
    expect(await all('common')).toBe('All 50+ in contacts');
    expect(await all('n60')).toBe('All 11 in contacts');
  });
});

test('searches all kinds with one statement, and with another where that finds few', async () => {
  const count = async (search: string) =>
    (await statementsOf(() => choices(search))).filter(
      (text) => /^SELECT|^WITH/i.test(text) && /search_text|updated_at/.test(text),
    ).length;
  await createRecords(app, alice);
  expect(await count('stol')).toBe(2);
  await createPlenty(app, alice);
  expect(await count('stol')).toBe(1);
  expect(await count('')).toBe(1);
});

describe.each(['en', 'pl'] as const)('in %s', (locale) => {
  test('pages and options are complete and well-formed', async () => {
    const user = await createUser(app, `user-${locale}`, { locale });
    const own = await signedIn(app, user);
    await createPlenty(app, user);
    for (const search of ['', 'stol', 'nothing of this kind']) {
      expect(await problemsOf((await own.get(address(search))).text, locale)).toEqual([]);
      const part = (await choices(search, own)).text;
      const whole = `<!doctype html>\n<html lang="${locale}"><head><title>x</title></head><body><h1>x</h1><input type="text" role="combobox" aria-label="x" aria-expanded="true" aria-controls="list"><div role="listbox" id="list" aria-label="x">${part}</div></body></html>`;
      expect(await problemsOf(whole, locale)).toEqual([]);
    }
  }, 60_000);
});
