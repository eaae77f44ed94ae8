// The composer on the page of a company: an entry about one of its people.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const now = new Date('2026-11-22T16:00:00Z');
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });
let company: number;
let page: string;
let address: string;
let [jan, ola] = [0, 0];
let [jans, olas]: Task[] = [];

beforeEach(async () => {
  company = (await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } })).id;
  page = `/companies/${company}/`;
  address = `${page}interactions/create/`;
  jan = await person('Jan', company);
  ola = await person('Ola', company);
  jans = await task('Price of stools', jan, '2026-11-13');
  olas = await task('Send the sample', ola, '2026-11-22');
});

async function person(first_name: string, company_id: number | null): Promise<number> {
  return (await db.contact.create({ data: { user_id: alice.id, first_name, company_id } })).id;
}

function task(title: string, contact_id: number, due: string): Promise<Task> {
  return db.task.create({ data: { user_id: alice.id, contact_id, title, due_date: new Date(due) } });
}

const ids = (...tasks: (Task | undefined)[]) => ['', ...tasks.map((one) => String(one?.id))];
const open = async () =>
  (await sql(`SELECT title FROM tasks WHERE status <> 'done' ORDER BY id`)).map(({ title }) => title);
const entries = () => sql('SELECT contact_id, interaction_type, content FROM interactions');
const texts = ($: ReturnType<typeof dom>, selector: string) =>
  $(selector)
    .toArray()
    .map((one) => $(one).text().trim().replace(/\s+/g, ' '));

describe('the composer of a company', () => {
  test('offers its people and what is due with whose it is, nothing chosen', async () => {
    const $ = dom(await browser.get(page));
    expect(texts($, '.composer select option')).toEqual(['Choose the person', 'Jan', 'Ola']);
    expect(texts($, '.composer-done-title')).toEqual(['Price of stools Jan', 'Send the sample Ola']);
    expect($('.composer :checked[name=completed_tasks]').length).toBe(0);
    expect($('.composer-done .form-text').text()).toContain('chosen person’s tasks');
  });

  test('chooses the only person, with the most pressing task', async () => {
    await sql('UPDATE contacts SET company_id = NULL WHERE id = $1', [ola]);
    const $ = dom(await browser.get(page));
    expect([$('.composer select').val(), $('[name=completed_tasks]:checked').val()]).toEqual([
      String(jan),
      String(jans?.id),
    ]);
  });

  test('has a field that searches when the people are many', async () => {
    const more = Array.from({ length: 25 }, (_, i) => `(${alice.id}, ${company}, 'P${i}', 'Zet')`).join(',');
    await sql(`INSERT INTO contacts (user_id, company_id, first_name, last_name) VALUES ${more}`);
    await person('Jan outside', null);
    const source = dom(await browser.get(page))('.composer [data-picker]').attr('data-source') as string;
    expect(source).toBe(`/contacts/options/?company=${company}`);
    const found = await browser.get(`${source}&search=jan`);
    expect(found.body).toEqual([{ id: jan, label: 'Jan' }]);
    expect((await browser.post(address, { content: 'x', contact_name: 'jan' })).status).toBe(303);
    expect(await entries()).toMatchObject([{ contact_id: jan }]);
    const unclear = await browser.post(address, { content: 'x', contact_name: 'zet' });
    expect(unclear.status).toBe(422);
    expect(dom(unclear)('.choices input[type=radio]').length).toBe(10);
  });

  test('is not there without people', async () => {
    await sql('UPDATE contacts SET company_id = NULL');
    expect(dom(await browser.get(page))('form.composer').length).toBe(0);
  });
});

describe('saving', () => {
  test('completes only tasks of the chosen person, in one act', async () => {
    const before = await dumpOf(alice);
    const fields = { contact: String(jan), interaction_type: 'call', content: 'Takes six', next: 'week' };
    const response = await browser.post(address, { ...fields, completed_tasks: ids(jans, olas) });
    expect([response.status, response.headers['location']]).toEqual([303, `${page}#latest`]);
    expect(await entries()).toEqual([{ contact_id: jan, interaction_type: 'call', content: 'Takes six' }]);
    expect(await open()).toEqual(['Send the sample', 'Follow up with Jan']);
    const $ = dom(await browser.get(page));
    expect($('.flash p').text()).toBe('Saved. Done: Price of stools. Next step: Sun 29 Nov.');
    expect($('.timeline').text()).toContain('Takes six');
    await browser.post($('.flash form').attr('action') as string);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('needs a person of this company, and keeps what was typed and ticked', async () => {
    const outside = await person('Outside', null);
    for (const contact of ['', String(outside), '999999', 'abc']) {
      const fields = { contact, content: 'typed', completed_tasks: ids(olas) };
      const response = await browser.post(address, fields);
      const $ = dom(response);
      expect(response.status).toBe(422);
      expect($('#f-contact-error').length).toBe(1);
      expect([$('[name=content]').val(), $('[name=completed_tasks]:checked').val()]).toEqual([
        'typed',
        String(olas?.id),
      ]);
    }
    expect([await entries(), (await open()).length]).toEqual([[], 2]);
  });

  test('gives back what was typed when the last person has left the company meanwhile', async () => {
    await sql('UPDATE contacts SET company_id = NULL');
    const response = await browser.post(address, { contact: String(jan), content: 'typed' });
    const $ = dom(response);
    expect([response.status, $('[name=content]').val(), $('#f-contact-error').length]).toEqual([422, 'typed', 1]);
  });

  test('shows other errors with the chosen person', async () => {
    const response = await browser.post(address, { contact: String(ola), content: '' });
    expect([response.status, dom(response)('.composer select').val()]).toEqual([422, String(ola)]);
  });

  test('sent twice saves once', async () => {
    const fields = { form_id: 'b'.repeat(22), contact: String(jan), content: 'x', completed_tasks: ids(jans) };
    await Promise.all([browser.post(address, fields), browser.post(address, fields)]);
    expect([(await entries()).length, await open()]).toEqual([1, ['Send the sample']]);
  });
});

test('only the owner logs an entry, with a session and a token', async () => {
  const bob = await createUser(app, 'bob');
  const theirs = await dbOf(app, bob).contact.create({ data: { user_id: bob.id, first_name: 'Theirs' } });
  const stranger = await signedIn(app, bob);
  for (const contact of [jan, theirs.id]) {
    const fields = { contact: String(contact), content: 'x', completed_tasks: ids(jans) };
    expect((await stranger.post(address, fields)).status).toBe(404);
  }
  const foreign = { contact: String(theirs.id), content: 'x' };
  expect((await browser.post(address, foreign)).status).toBe(422);
  const fields = { contact: String(jan), content: 'x' };
  expect((await new Visitor(app).post(address, fields)).headers['location']).toMatch(/^\/accounts\/login\//);
  expect((await browser.postRaw(address, fields)).status).toBe(403);
  for (const id of ['999999', '0', 'abc', '99999999999']) {
    expect((await browser.post(`/companies/${id}/interactions/create/`, fields)).status).toBe(404);
  }
  expect([await entries(), (await open()).length]).toEqual([[], 2]);
});
