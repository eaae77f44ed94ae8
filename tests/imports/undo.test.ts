// An undo removes what an import wrote, and nothing that was touched since.
import { beforeEach, describe, expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createRecords, dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { importText } from './support.ts';

let now = new Date('2026-03-10T10:00:00Z');

beforeEach(() => {
  now = new Date('2026-03-10T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const file =
  'Imię;Nazwisko;Firma;E-mail;Stanowisko\n' +
  'Jan;Kowalski;Nowa;jan@stolarnia.example;Prezes\n' +
  'Ewa;Lis;Nowa;;\n' +
  'Iga;Mak;Inna;;\n' +
  'Ola;Sad;Stolarnia Dąb;;\n';
const names = async () =>
  (await sql<{ first_name: string }>('SELECT first_name FROM contacts ORDER BY id')).map((one) => one.first_name);
const companies = async () =>
  (await sql<{ name: string }>('SELECT name FROM companies ORDER BY id')).map((one) => one.name);
const undo = async (path: string) => {
  expect((await browser.post(`${path}undo/`)).headers['location']).toBe(path);
  return dom(await browser.get(path));
};
const idOf = async (name: string) =>
  (await sql<{ id: number }>('SELECT id FROM contacts WHERE first_name = $1', [name]))[0]?.id;

/** All records of the account except the import itself. */
async function records() {
  const { imports: _, import_rows: ____, profiles: __, users: ___, ...rows } = await dumpOf(alice);
  return rows;
}

describe('an undo', () => {
  test('restores every column, including what was filled in', async () => {
    await createRecords(app, alice, { position: '', company: 'Stolarnia Dąb' });
    const before = await records();
    const path = await importText(browser, file, { existing: 'fill' });
    expect(await names()).toEqual(['Jan', 'Ewa', 'Iga', 'Ola']);
    expect(await sql(`SELECT position FROM contacts WHERE first_name = 'Jan'`)).toEqual([{ position: 'Prezes' }]);
    const page = dom(await browser.get(`${path}undo/`));
    const told = page('.confirm li')
      .toArray()
      .map((item) => page(item).text());
    expect(told).toEqual([
      '3 people it added',
      '2 companies it added that would be left empty',
      'what it filled in or updated for 1 person',
      'everything else',
    ]);
    expect(await names()).toHaveLength(4);
    const result = await undo(path);
    expect(result('.flash').text()).toContain('3 people removed');
    expect(result('h1').text()).toBe('Import undone');
    expect(await records()).toEqual(before);
  });

  test('follows what Activity undoes and redoes', async () => {
    const path = await importText(browser, file);
    const [{ act = 0 } = {}] = await sql<{ act: number }>('SELECT act_id::int AS act FROM imports');
    const heading = async () => dom(await browser.get(path))('h1').text();
    await browser.post(`/activity/${act}/undo/`);
    expect([await heading(), await names()]).toEqual(['Import undone', []]);
    expect(dom(await browser.get(`${path}undo/`))('.confirm')).toHaveLength(0);
    const [{ id = 0 } = {}] = await sql<{ id: number }>('SELECT max(id)::int AS id FROM acts');
    const redone = await browser.post(`/activity/${id}/undo/`, { back: path });
    expect(dom(await browser.get(String(redone.headers['location'])))('.flash').text()).toContain('Redone.');
    expect([await heading(), (await names()).length]).toEqual(['Import finished', 4]);
    await undo(path);
    expect(await heading()).toBe('Import undone');
  });

  test('removes a company that was filled in', async () => {
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa', email: 'e@x.pl' } });
    const before = await records();
    const path = await importText(browser, 'Imię;E-mail;Firma\nEwa;e@x.pl;Nowa\n', { existing: 'fill' });
    expect(await companies()).toEqual(['Nowa']);
    expect(dom(await browser.get(`${path}undo/`))('.confirm').text()).toContain(
      '1 company it added that would be left empty',
    );
    await undo(path);
    expect(await records()).toEqual(before);
  });

  test('keeps contacts that were changed or written about since, with their companies', async () => {
    const path = await importText(browser, `${file}Ida;Wilk;;;\n`);
    await browser.post(`/contacts/${await idOf('Ewa')}/edit/`, { first_name: 'Ewa', last_name: 'Lis-Kos' });
    await browser.post(`/contacts/${await idOf('Iga')}/interactions/create/`, {
      interaction_type: 'note',
      content: 'x',
    });
    await browser.post('/tasks/create/', { title: 'Call', contact: String(await idOf('Ida')) });
    expect(dom(await browser.get(`${path}undo/`))('.confirm').text()).toContain(
      '3 people it added that you’ve since changed',
    );
    const result = await undo(path);
    expect(result('.flash').text()).toContain('3 people stay');
    expect(await names()).toEqual(['Ewa', 'Iga', 'Ida']);
    expect(await companies()).toEqual(['Inna']);
  });

  test('keeps a company that was changed or got other people', async () => {
    const path = await importText(browser, file);
    const [nowa, inna] = await sql<{ id: number }>(
      `SELECT id FROM companies WHERE name IN ('Nowa', 'Inna') ORDER BY id`,
    );
    await browser.post(`/companies/${nowa?.id}/edit/`, { name: 'Nowa', industry: 'Meble' });
    await db.contact.create({
      data: { user_id: alice.id, first_name: 'Own', company_id: inna?.id ?? 0 },
    });
    await undo(path);
    expect(await names()).toEqual(['Own']);
    expect(await companies()).toEqual(['Nowa', 'Inna']);
  });

  test('clears only fields that still hold what was filled in', async () => {
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa', email: 'e@x.pl' } });
    const text = 'Imię;Nazwisko;E-mail;Telefon;Stanowisko\nEwa;Lis;e@x.pl;600100200;Szefowa\n';
    const path = await importText(browser, text, { existing: 'fill' });
    await db.contact.update({ where: db.key(id), data: { first_name: '', position: 'Prezeska' } });
    await undo(path);
    expect(await sql('SELECT first_name, last_name, phone, position FROM contacts')).toEqual([
      { first_name: '', last_name: 'Lis', phone: '', position: 'Prezeska' },
    ]);
  });

  test('happens once, even from two tabs at the same time', async () => {
    const path = await importText(browser, file);
    await Promise.all([undo(path), undo(path)]);
    expect(await names()).toEqual([]);
    const again = await undo(path);
    expect(again('.flash').text()).toContain('nothing left to undo');
    expect((await browser.get(`${path}undo/`)).headers['location']).toBe(path);
  });

  test('does not allow the import to run again', async () => {
    const path = await importText(browser, file);
    await undo(path);
    const response = await browser.post(`${path}run/`, { 'columns[]': 'first_name', encoding: 'utf-8' });
    expect([response.status, response.headers['location']]).toEqual([303, path]);
    expect(await names()).toEqual([]);
  });

  test('is possible for 30 days', async () => {
    const path = await importText(browser, file);
    expect(dom(await browser.get(path))('main').text()).toContain('until 9 Apr 2026');
    now = new Date('2026-04-09T10:00:01Z');
    expect(dom(await browser.get(path))('main').text()).toContain('can no longer be undone');
    expect((await browser.get(`${path}undo/`)).status).toBe(303);
    await undo(path);
    expect(await names()).toHaveLength(4);
  });

  test('of one import leaves another’s people alone', async () => {
    const first = await importText(browser, file);
    await importText(browser, 'Imię;Firma\nUla;Nowa\n');
    await undo(first);
    expect([await names(), await companies()]).toEqual([['Ula'], ['Nowa']]);
  });

  test('of a waiting import does nothing', async () => {
    const response = await browser.post('/contacts/import/', { rows: file });
    const path = String(response.headers['location']);
    expect((await browser.get(`${path}undo/`)).headers['location']).toBe(path);
    await browser.post(`${path}undo/`);
    expect(await sql('SELECT state FROM imports')).toEqual([{ state: 'waiting' }]);
  });
});
