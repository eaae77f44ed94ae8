import { beforeAll, beforeEach, expect, test } from 'vitest';
import { isId, parseId } from '../../src/core/ids.ts';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp, type Visitor } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';

const id = 2_000_000_000;
let app: TestApp;
let browser: Visitor;

beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  await emptyDatabase();
  const alice = await createUser(app);
  const row = { id, user_id: alice.id };
  await dbOf(app, alice).company.create({ data: { ...row, name: 'Dąb' } });
  await dbOf(app, alice).contact.create({ data: { ...row, last_name: 'Nowak' } });
  browser = await signedIn(app, alice);
});

test.each([
  ['1', 1],
  ['2000000000', id],
  ['2147483647', 2 ** 31 - 1],
])('%s is an id', (text, expected) => {
  expect(parseId(text)).toBe(expected);
  expect(isId(text)).toBe(true);
});

test.each([
  '',
  '0',
  '-1',
  '+1',
  '01',
  '1.0',
  '1e3',
  '0x1',
  ' 1',
  '1\0',
  '２',
  '2147483648',
  '9'.repeat(400),
  1,
  ['1'],
  null,
])('%j is not an id', (given) => {
  expect(parseId(given)).toBeUndefined();
  expect(isId(given)).toBe(false);
});

test('a large id is read alike from a path, a form, a picker and a query', async () => {
  expect((await browser.get(`/companies/${id}/`)).status).toBe(200);
  expect((await browser.get(`/contacts/${id}/`)).status).toBe(200);
  for (const field of ['company', 'company_pick']) {
    const fields = { last_name: field, [field]: id };
    expect((await browser.post('/contacts/create/', fields)).status, field).toBe(303);
  }
  expect(await app.database.prisma.contact.count({ where: { company_id: id } })).toBe(2);

  expect((await browser.post('/tasks/create/', { title: 'Call', contact: id })).status).toBe(303);
  expect(dom(await browser.get(`/tasks/?contact=${id}`))(`[name=contact] option[value=${id}]`).length).toBe(1);
  const byPick = await browser.get(`/tasks/?contact_pick=${id}`);
  expect(byPick.headers['location']).toBe(`/tasks/?contact=${id}`);
  for (const path of [
    `/contacts/create/?company=${id}`,
    `/tasks/create/?contact=${id}`,
    `/quick-add/task/?contact=${id}`,
  ])
    expect(dom(await browser.get(path))(`option[value=${id}]`).attr('selected'), path).toBeDefined();
});
