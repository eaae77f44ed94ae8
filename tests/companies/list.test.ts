import { describe, expect, test } from 'vitest';
import type { Prisma } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const { alice, app, browser, db } = await useSignedIn();

const add = (...rows: Omit<Prisma.CompanyCreateManyInput, 'user_id'>[]) =>
  db.company.createMany({ data: rows.map((row) => ({ user_id: alice.id, ...row })) });

async function names(query = ''): Promise<string[]> {
  const response = await browser.get(`/companies/${query}`);
  expect(response.status).toBe(200);
  const $ = dom(response);
  return $('.who-name')
    .toArray()
    .map((one) => $(one).text());
}

test('an empty list says what to do', async () => {
  expect(dom(await browser.get('/companies/'))('.empty a').attr('href')).toBe('/companies/create/');
});

test('lists the companies of the user by name', async () => {
  await add(...['Żubr', 'marek', 'Łukasz', 'Lena', 'ÉCOLE', 'ecole'].map((name) => ({ name })));
  const bob = await createUser(app, 'bob');
  await dbOf(app, bob).company.create({ data: { user_id: bob.id, name: 'Foreign' } });
  expect(await names()).toEqual(['ecole', 'ÉCOLE', 'Lena', 'Łukasz', 'marek', 'Żubr']);
});

test('shows the number of people of each company', async () => {
  await add({ name: 'Dąb' }, { name: 'Buk' });
  const dab = await db.company.findFirst({ where: { name: 'Dąb' } });
  const person = { user_id: alice.id, company_id: dab?.id ?? 0, first_name: 'x' };
  await db.contact.createMany({ data: [person, person] });
  const $ = dom(await browser.get('/companies/'));
  const counts = $('td.cell-number')
    .toArray()
    .map((one) => $(one).text());
  expect(counts).toEqual(['0', '2']);
});

test('offers to call each company, or to write to one without a phone', async () => {
  await add(
    { name: 'A', phone: '600 100 200', email: 'a@a.example' },
    { name: 'B', email: 'b@b.example' },
    { name: 'C' },
  );
  const $ = dom(await browser.get('/companies/'));
  const rows = $('tbody tr').toArray();
  const reach = rows.map((row) =>
    $(row)
      .find('a[href^="tel:"], a[href^="mailto:"]')
      .map((_, a) => $(a).attr('href'))
      .get(),
  );
  expect(reach).toEqual([['tel:600100200'], ['mailto:b@b.example'], []]);
});

describe('search', () => {
  test.each([
    ['debowa', ['Stolarnia Dębowa']],
    ['DĘBOWA stol', ['Stolarnia Dębowa']],
    ['meble', ['Stolarnia Dębowa']],
    ['lesna', ['Stolarnia Dębowa']],
    ['stolarnia.example', ['Stolarnia Dębowa']],
    ['eb', ['Stolarnia Dębowa']],
    ['100%', ['100% Wełny']],
    ['%', ['100% Wełny']],
    ['_', []],
    ['\\', []],
    ["' OR 1=1", []],
  ])('%s finds %o', async (words, expected) => {
    const dab = {
      name: 'Stolarnia Dębowa',
      industry: 'Meble',
      address: 'Leśna 5',
      website: 'https://stolarnia.example',
    };
    await add(dab, { name: '100% Wełny' }, { name: 'Huta' });
    expect(await names(`?search=${encodeURIComponent(words)}`)).toEqual(expected);
  });

  test('without results says so', async () => {
    await add({ name: 'Dąb' });
    expect(dom(await browser.get('/companies/?search=buk'))('.empty a').attr('href')).toBe('/companies/');
  });
});

describe('pages', () => {
  const many = Array.from({ length: 45 }, () => ({ name: 'Dąb' }));

  test('list every company once, also with equal names', async () => {
    await add(...many);
    const found: string[] = [];
    for (const page of [1, 2, 3]) {
      const $ = dom(await browser.get(`/companies/?page=${page}&search=dab`));
      found.push(
        ...$('.cell-main a')
          .toArray()
          .map((one) => $(one).attr('href') ?? ''),
      );
    }
    expect([found.length, new Set(found).size]).toEqual([45, 45]);
  });

  test.each([
    'page=-1',
    'page=999999999999',
    'page=x',
    'page[]=2',
    'search[]=a',
    'search=%00',
    'search=a&search=b',
    'sort=x',
    'status=x',
    'page=%',
  ])('?%s is invalid and counts as absent', async (query) => {
    await add(...many);
    expect(dom(await browser.get(`/companies/?${query}`))('.pager').text()).toContain('1–20 of 45');
  });

  test('take the same number of SQL statements with many rows', async () => {
    await add({ name: 'Dąb' });
    await browser.get('/companies/');
    const few = await statementsOf(() => browser.get('/companies/'));
    await add(...many);
    const many20 = await statementsOf(() => browser.get('/companies/'));
    expect(many20.length).toBe(few.length);
    expect(few.length).toBeGreaterThan(0);
  });
});
