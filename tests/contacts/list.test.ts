import { beforeEach, describe, expect, test } from 'vitest';
import type { Prisma } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const { alice, app, browser, db } = await useSignedIn();

type Person = Omit<Prisma.ContactUncheckedCreateInput, 'user_id'>;

function add(...people: Person[]) {
  const data = people.map((person) => ({ user_id: alice.id, ...person }));
  return db.contact.createMany({ data });
}

/** The names on a page of the list, from the top. */
async function names(query = ''): Promise<string[]> {
  const response = await browser.get(`/contacts/${query}`);
  expect(response.status).toBe(200);
  const $ = dom(response);
  return $('.who-name')
    .toArray()
    .map((one) => $(one).text());
}

const searching = (words: string) => names(`?search=${encodeURIComponent(words)}`);

test('an empty list says what to do and leads to the form', async () => {
  const $ = dom(await browser.get('/contacts/'));
  expect($('.empty a').attr('href')).toBe('/contacts/create/');
  expect($('main').text()).toContain('Add Contact');
});

test('lists the latest change first', async () => {
  await add({ first_name: 'Ada' }, { first_name: 'Ewa' }, { first_name: 'Iza' });
  await db.contact.updateMany({ where: { first_name: 'Ewa' }, data: { position: 'CEO' } });
  await sql(`UPDATE contacts SET updated_at = '2026-01-01' WHERE first_name = 'Iza'`);
  expect(await names()).toEqual(['Ewa', 'Ada', 'Iza']);
});

test('lists no contact of another user', async () => {
  await add({ first_name: 'Ada' });
  await dbOf(app, await createUser(app, 'bob')).contact.create({ data: { user_id: 0, first_name: 'Stranger' } });
  expect(await names()).toEqual(['Ada']);
  expect(await searching('stranger')).toEqual([]);
});

test('says the most pressing next step by its title, and where to write', async () => {
  await add({ first_name: 'Ada', email: 'ada@example.com' }, { first_name: 'Ewa' });
  const { id } = await db.contact.findFirstOrThrow({ where: { first_name: 'Ada' } });
  const steps = [
    { title: 'Later', due_date: new Date('2030-02-01') },
    { title: 'Send the offer', due_date: new Date('2030-01-01') },
    { title: 'Without a date' },
    { title: 'Done', due_date: new Date('2020-01-01'), status: 'done' as const },
  ];
  await db.task.createMany({ data: steps.map((step) => ({ ...step, user_id: alice.id, contact_id: id })) });
  const $ = dom(await browser.get('/contacts/?sort=name'));
  const cells = (name: string) =>
    $(name)
      .toArray()
      .map((cell) => $(cell).text().trim());
  expect(cells('.next-title')).toEqual(['Send the offer']);
  expect(cells('td.cell-email')).toEqual(['ada@example.com', '']);
  expect($('td.cell-email a').attr('href')).toBe('mailto:ada@example.com');
});

test('an active filter has a link to the list without it', async () => {
  await add({ first_name: 'Ada', status: 'customer' });
  const $ = dom(await browser.get('/contacts/?status=customer&next=none&sort=name&search=ada'));
  const links = $('.active-filters a')
    .toArray()
    .map((link) => $(link).attr('href'));
  expect(links).toEqual([
    '/contacts/?next=none&search=ada&sort=name',
    '/contacts/?status=customer&search=ada&sort=name',
    '/contacts/?status=customer&next=none&search=ada',
  ]);
});

describe('sorted by name', () => {
  test('contacts follow the alphabet by last name', async () => {
    const last = ['Żak', 'Marek', 'Łukasz', 'Lena', 'Ćma', 'Dom', 'Cma', 'lipa'];
    await add(...last.map((last_name) => ({ last_name })));
    const expected = ['Cma', 'Ćma', 'Dom', 'Lena', 'lipa', 'Łukasz', 'Marek', 'Żak'];
    expect(await names('?sort=name')).toEqual(expected);
  });

  test('contacts of the same last name follow their first names', async () => {
    await add(
      { first_name: 'Zofia', last_name: 'Nowak' },
      { first_name: 'Adam', last_name: 'Nowak' },
      { first_name: 'Nora' },
    );
    expect(await names('?sort=name')).toEqual(['Nora', 'Adam Nowak', 'Zofia Nowak']);
  });
});

test('sorted by status, leads come first, then names', async () => {
  await add(
    { last_name: 'C', status: 'churned' },
    { last_name: 'B', status: 'lead' },
    { last_name: 'D', status: 'customer' },
    { last_name: 'A', status: 'lead' },
    { last_name: 'E', status: 'prospect' },
  );
  expect(await names('?sort=status')).toEqual(['A', 'B', 'E', 'D', 'C']);
});

describe('a filter', () => {
  test.each(['lead', 'prospect', 'customer', 'churned'] as const)(
    'by status %s lists contacts of this status',
    async (status) => {
      for (const one of ['lead', 'prospect', 'customer', 'churned'] as const) {
        await add({ first_name: one, last_name: 'x', status: one });
      }
      expect(await names(`?status=${status}`)).toEqual([`${status} x`]);
    },
  );

  test('by status combines with a search, and both stay in the links of the page', async () => {
    await add(
      { first_name: 'Ada', status: 'lead' },
      { first_name: 'Ada', last_name: 'Two', status: 'customer' },
      { first_name: 'Ewa', status: 'customer' },
    );
    const query = '?status=customer&search=ada&sort=name';
    expect(await names(query)).toEqual(['Ada Two']);
    const $ = dom(await browser.get(`/contacts/${query}`));
    expect($('[name=search]').val()).toBe('ada');
    expect($('.list-search [name=status]').val()).toBe('customer');
    expect($('a[href="/contacts/?status=lead&search=ada&sort=name"]')).toHaveLength(1);
  });

  test('without results says so and leads back to all contacts', async () => {
    await add({ first_name: 'Ada' });
    const $ = dom(await browser.get('/contacts/?search=nobody'));
    expect($('.empty a').attr('href')).toBe('/contacts/');
  });
});

describe('search', () => {
  beforeEach(async () => {
    const { id } = await db.company.create({ data: { user_id: alice.id, name: 'Stolarnia Dębowa' } });
    await add(
      {
        first_name: 'Łukasz',
        last_name: 'Żółty',
        email: 'Lukasz@Example.com',
        phone: '+48 600 100 200',
        company_id: id,
      },
      { first_name: 'Anna', last_name: 'Nowak-Kowalska', email: 'anna_n@firma.pl', phone: '(22) 555-01-02' },
      { first_name: 'Zoë', last_name: '100%', phone: '0049 30 1234567' },
      { first_name: 'Back\\slash', last_name: '' },
      { first_name: 'Radio', last_name: '222-333 444' },
    );
  });

  test.each([
    ['lukasz zolty', 'Łukasz Żółty'],
    ['ŁUKASZ ŻÓŁTY', 'Łukasz Żółty'],
    ['zolty lukasz', 'Łukasz Żółty'],
    ['żółty łukasz', 'Łukasz Żółty'],
    ['  łuk   żół ', 'Łukasz Żółty'],
    ['kasz', 'Łukasz Żółty'],
    ['debowa', 'Łukasz Żółty'],
    ['stolarnia lukasz', 'Łukasz Żółty'],
    ['LUKASZ@example', 'Łukasz Żółty'],
    ['600100200', 'Łukasz Żółty'],
    ['600 100 200', 'Łukasz Żółty'],
    ['600-100-200', 'Łukasz Żółty'],
    ['60 010 02 00', 'Łukasz Żółty'],
    ['+48600100200', 'Łukasz Żółty'],
    ['+48 600 100 200', 'Łukasz Żółty'],
    ['0048 600 100 200', 'Łukasz Żółty'],
    ['0 600 100 200', 'Łukasz Żółty'],
    ['100 200', 'Łukasz Żółty'],
    ['22 5550102', 'Anna Nowak-Kowalska'],
    ['+48 22 555 01 02', 'Anna Nowak-Kowalska'],
    ['(22) 555', 'Anna Nowak-Kowalska'],
    ['nowak anna', 'Anna Nowak-Kowalska'],
    ['anna_n', 'Anna Nowak-Kowalska'],
    ['100%', 'Zoë 100%'],
    ['zoe', 'Zoë 100%'],
    ['zoe\u0308', 'Zoë 100%'],
    ['+49 30 1234567', 'Zoë 100%'],
    ['k\\s', 'Back\\slash'],
    ['222-333 444', 'Radio 222-333 444'],
  ])('%s finds %s', async (words, name) => {
    expect(await searching(words)).toEqual([name]);
  });

  test.each(['%', '_', '%%', 'a%', 'n_w', '\\%', '.*', 'lukasz nowak', '600 100 201', "'; DROP TABLE contacts; --"])(
    '%s is no pattern and finds nobody who has not just that',
    async (words) => {
      const found = await searching(words);
      const rest = { '%': ['Zoë 100%'], _: ['Anna Nowak-Kowalska'] }[words] ?? [];
      expect(found).toEqual(rest);
    },
  );

  test('finds the new name of a company at once, and the old one no longer', async () => {
    await db.company.updateMany({ data: { name: 'Huta Szkła' } });
    expect(await searching('huta')).toEqual(['Łukasz Żółty']);
    expect(await searching('debowa')).toEqual([]);
  });
});

describe('pages', () => {
  const everybody = Array.from({ length: 45 }, () => ({ first_name: 'Jan', last_name: 'Kowalski' }));

  test.each(['', '&sort=name', '&sort=status', '&status=lead', '&search=jan'])(
    'of equal people neither repeat nor leave out anybody (%s)',
    async (query) => {
      await add(...everybody);
      await sql(`UPDATE contacts SET updated_at = '2026-01-01'`);
      const ids: string[] = [];
      for (const page of [1, 2, 3]) {
        const $ = dom(await browser.get(`/contacts/?page=${page}${query}`));
        const links = $('.cell-main a')
          .toArray()
          .map((one) => $(one).attr('href') ?? '');
        expect(links).toHaveLength(page < 3 ? 20 : 5);
        ids.push(...links);
      }
      expect(new Set(ids).size).toBe(45);
    },
  );

  test('link to each other and keep the query', async () => {
    await add(...everybody);
    const $ = dom(await browser.get('/contacts/?page=2&status=lead&search=jan&sort=name'));
    expect($('.pagination [rel=prev]').attr('href')).toBe('/contacts/?status=lead&search=jan&sort=name&page=1');
    expect($('.pagination [rel=next]').attr('href')).toBe('/contacts/?status=lead&search=jan&sort=name&page=3');
    expect($('.pager').text()).toContain('21–40 of 45');
  });

  test.each([
    '?page=-1',
    '?page=0',
    '?page=999999999999',
    '?page=1.5',
    '?page=x',
    '?page=',
    '?page[]=2',
    '?page=1&page=2',
    '?page=4',
    '?page=%00',
    '?page=Infinity',
    '?status=x',
    '?status=',
    '?status[]=lead',
    '?status=lead&status=churned',
    '?status=__proto__',
    '?search[]=a',
    '?search=%00',
    '?search=',
    '?search=%20%20',
    '?search=a&search=b',
    '?search[a]=b',
    '?sort=x',
    '?sort[]=name',
    '?sort=constructor',
    '?%00=%00',
    '?=&&&=',
    '?page=%E0%A4%A',
  ])('%s is invalid and counts as absent', async (query) => {
    await add(...everybody);
    const $ = dom(await browser.get(`/contacts/${query}`));
    expect($('.pager').text()).toContain('1–20 of 45');
    expect($('[name=search]').val()).toBe('');
  });

  test('a search of 10,000 characters finds nobody', async () => {
    await add({ first_name: 'Jan' });
    expect((await browser.get(`/contacts/?search=${'a'.repeat(10_000)}`)).status).toBe(200);
    expect((await browser.get(`/contacts/?search=${encodeURIComponent('👩 '.repeat(300))}`)).status).toBe(200);
  });

  test('take the same number of SQL statements with many rows', async () => {
    await add({ first_name: 'Jan' });
    await browser.get('/contacts/');
    const few = await statementsOf(() => browser.get('/contacts/'));
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    await add(...everybody.map((person) => ({ ...person, company_id: company.id })));
    const many = await statementsOf(() => browser.get('/contacts/'));
    expect(many.length).toBe(few.length);
    expect(many.length).toBeGreaterThan(0);
    expect(many.length).toBeLessThanOrEqual(8);
  });
});
