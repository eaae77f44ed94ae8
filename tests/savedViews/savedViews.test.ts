// Names for filtered lists of contacts.
import { expect, test } from 'vitest';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
const save = (name: string, query: string) => browser.post('/contacts/views/', { name, query });
const names = async () => (await sql('SELECT name FROM saved_views ORDER BY position, id')).map(({ name }) => name);
const idOf = async (name: string) => (await sql('SELECT id FROM saved_views WHERE name = $1', [name]))[0]?.['id'];
const change = async (name: string, action: string, fields = {}) =>
  browser.post(`/contacts/views/${await idOf(name)}/`, { do: action, ...fields });
const chips = async (path: string) => {
  const $ = dom(await browser.get(path));
  return $('.saved-views .chip')
    .toArray()
    .map((one) => `${$(one).text().trim()}${$(one).attr('aria-current') ? '*' : ''}`);
};

test('a filtered list gets a name, and is marked where it is shown', async () => {
  await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan', status: 'customer' } });
  const page = dom(await browser.get('/contacts/?status=customer&page=2'));
  const path = page('.saved-views a').last().attr('href') ?? '';
  const form = dom(await browser.get(path));
  expect(form('form strong').text()).toBe('Customer');
  const query = String(form('[name=query]').val());
  const response = await save('My customers', query);
  expect(response.headers['location']).toBe('/contacts/?status=customer');
  expect(await chips('/contacts/?status=customer')).toEqual(['Everybody', 'My customers*', '']);
  expect(await chips('/contacts/')).toEqual(['Everybody*', 'My customers', '']);
  expect((await chips('/contacts/?status=lead')).at(-2)).toBe('Save this view');
});

test('the list opens with the chosen one, and there is a way to everybody', async () => {
  await save('Stars', 'starred=1');
  await save('Leads', 'status=lead');
  await change('Stars', 'default');
  await change('Leads', 'default');
  expect((await browser.get('/contacts/')).headers['location']).toBe('/contacts/?status=lead');
  expect((await browser.get('/contacts/?all=1')).status).toBe(200);
  await change('Leads', 'no_default');
  expect((await browser.get('/contacts/')).status).toBe(200);
});

test('each says what it shows, also once a tag of it is gone', async () => {
  const tag = await db.tag.create({ data: { user_id: alice.id, name: 'VIP' } });
  await save('Best', `status=customer&starred=1&tag=${tag.id}&sort=name`);
  await save('Old', 'tag=999999');
  await browser.post('/companies/views/', { name: 'Oaks', query: 'search=oak' });
  const shown = async (path: string) => {
    const $ = dom(await browser.get(path));
    return $('.saved-view-filter')
      .toArray()
      .map((one) => $(one).text());
  };
  expect(await shown('/contacts/views/')).toEqual(['Customer · Starred · VIP · Sort by: Name', 'Everybody']);
  expect(await shown('/companies/views/')).toEqual(['Search: “oak”']);
});

test('they are renamed, ordered and deleted', async () => {
  for (const name of ['A', 'B', 'C']) await save(name, 'starred=1');
  await change('C', 'up');
  await change('A', 'up');
  expect(await names()).toEqual(['A', 'C', 'B']);
  await change('A', 'rename', { name: 'Ź' });
  await change('B', 'rename', { name: 'z' });
  expect(await names()).toEqual(['Ź', 'C', 'B']);
  await change('C', 'delete');
  await save('ź', 'status=lead');
  expect(await sql('SELECT name, query FROM saved_views ORDER BY position')).toEqual([
    { name: 'ź', query: 'status=lead' },
    { name: 'B', query: 'starred=1' },
  ]);
});

test('those of companies are apart from those of contacts', async () => {
  await save('Same', 'starred=1');
  const saved = await browser.post('/companies/views/', { name: 'same', query: 'search=oak&page=2' });
  expect(saved.headers['location']).toBe('/companies/?search=oak');
  expect(await chips('/companies/?search=oak')).toEqual(['All companies', 'same*', '']);
  expect(await chips('/contacts/?starred=1')).toEqual(['Everybody', 'Same*', '']);
  expect((await change('same', 'default')).status).toBe(404);
  await browser.post(`/companies/views/${await idOf('same')}/`, { do: 'default' });
  await change('Same', 'default');
  expect((await browser.get('/companies/')).headers['location']).toBe('/companies/?search=oak');
  expect((await browser.get('/contacts/')).headers['location']).toBe('/contacts/?starred=1');
});

test('what is no name, too long or too many is refused in words; junk in a filter does no harm', async () => {
  for (const name of ['', 'x'.repeat(51)]) expect((await save(name, 'starred=1')).status).toBe(422);
  expect((await save('Long', 'x'.repeat(2_001))).status).toBe(422);
  await save('Junk', "tag=999999&status='; --&search=%00<script>");
  expect((await browser.get(`/contacts/?${(await sql('SELECT query FROM saved_views'))[0]?.['query']}`)).status).toBe(
    200,
  );
  for (let at = 1; at < 30; at++) await save(`V${at}`, 'starred=1');
  expect((await save('One more', 'starred=1')).status).toBe(422);
  expect((await browser.post(`/contacts/views/${await idOf('V1')}/`, { do: 'nonsense' })).status).toBe(422);
});

test('nobody else sees or changes them', async () => {
  await save('Mine', 'starred=1');
  const stranger = await signedIn(app, await createUser(app, 'bob'));
  expect((await stranger.post(`/contacts/views/${await idOf('Mine')}/`, { do: 'delete' })).status).toBe(404);
  expect((await stranger.get('/contacts/views/')).text).not.toContain('Mine');
  expect((await browser.post('/contacts/views/0/', { do: 'delete' })).status).toBe(404);
  expect((await new Visitor(app).get('/contacts/views/')).headers['location']).toMatch(/^\/accounts\/login\//);
  expect(await names()).toEqual(['Mine']);
});
