// An account above the size to which every hit is counted: each page has the rows that plain sorting and comparing
// gives.
import { beforeAll, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp, type Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { statementsOf } from '../support/statements.ts';

const people = 4_010;
const clock = new Date('2026-11-22T16:00:00Z');
let app: TestApp;
let alice: User;
let browser: Visitor;

beforeAll(async () => {
  app = await testApp({ clock: () => clock });
  await emptyDatabase();
  alice = await createUser(app);
  const bob = await createUser(app, 'bob');
  for (const { id } of [bob, alice]) await fill(id);
  browser = await signedIn(app, alice);
}, 120_000);

/** Every fifth is called Anna, three are called Zygfryda; many changed in the same moment and have the same name. */
async function fill(userId: number): Promise<void> {
  await sql(
    `INSERT INTO contacts (user_id, first_name, last_name, phone, status, updated_at)
     SELECT $1, CASE WHEN n % 5 = 0 THEN 'Anna' WHEN n IN (7, 1007, 2007) THEN 'Zygfryda' ELSE 'Jan' END,
            CASE n WHEN 3001 THEN '555-010-203' WHEN 3002 THEN '100%' ELSE 'Nowak' || n % 40 END,
            CASE WHEN n = 77 THEN '+48 600 100 200' ELSE '' END,
            (ARRAY['lead', 'customer', 'churned'])[1 + n % 3]::"ContactStatus", now() - make_interval(mins => n / 3)
     FROM generate_series(1, $2::int) n`,
    [userId, people],
  );
  await sql(
    `INSERT INTO tasks (user_id, contact_id, title, due_date)
     SELECT user_id, id, 'x', CASE WHEN id % 9 > 0 THEN DATE '2026-11-15' + (id / 4 % 14)::int END FROM contacts WHERE user_id = $1 AND id % 4 = 0`,
    [userId],
  );
}

async function idsAt(address: string): Promise<number[]> {
  const $ = dom(await browser.get(address));
  return $('.table-people .who')
    .toArray()
    .map((link) => Number(/\d+/.exec($(link).attr('href') ?? '')?.[0]));
}

async function idsOf(condition: string, order: string, page: number): Promise<number[]> {
  const rows = await sql<{ id: number }>(
    `SELECT id FROM contacts c WHERE user_id = $1 AND ${condition} ORDER BY ${order} LIMIT 20 OFFSET ${(page - 1) * 20}`,
    [alice.id],
  );
  return rows.map(({ id }) => id);
}

const sorts = {
  newest: 'updated_at DESC, id DESC',
  next: 'next_due_date NULLS LAST, open_tasks > 0 DESC, id',
  name: 'sort_name, id',
  status: 'status, sort_name, id',
};
const lastPage = Math.ceil(people / 20);

describe.each(Object.entries(sorts))('by %s', (sort, order) => {
  test.each([1, 2, 60, 61, 100, 101, 150, lastPage - 1, lastPage])(
    'page %i has the rows that stand there',
    async (page) => {
      expect(await idsAt(`/contacts/?sort=${sort}&page=${page}`)).toEqual(await idsOf('true', order, page));
    },
  );

  test('so have the pages of a status', async () => {
    for (const page of [1, 30, 31, 67]) {
      expect(await idsAt(`/contacts/?sort=${sort}&status=lead&page=${page}`)).toEqual(
        await idsOf(`status = 'lead'`, order, page),
      );
    }
  });

  test.each([
    ['search=anna', `first_name = 'Anna'`],
    ['search=nowak7+anna', `first_name = 'Anna' AND last_name LIKE 'Nowak7%'`],
    ['search=zygfryda', `first_name = 'Zygfryda'`],
    ['search=600+100+200', `phone <> ''`],
    ['search=555-010-203', `last_name = '555-010-203'`],
    ['search=an', `first_name IN ('Anna', 'Jan')`],
    ['search=zy', `first_name = 'Zygfryda'`],
    ['search=%25', `last_name = '100%'`],
    ['next=late', `next_due_date < '2026-11-22'`],
    ['next=today', `next_due_date = '2026-11-22'`],
    ['next=later', `open_tasks > 0 AND (next_due_date > '2026-11-22' OR next_due_date IS NULL)`],
    ['next=none', `open_tasks = 0 AND status <> 'churned'`],
    ['next=late&status=lead&search=jan', `next_due_date < '2026-11-22' AND status = 'lead' AND first_name = 'Jan'`],
  ])('%s shows the contacts it asks for', async (query, condition) => {
    for (const page of [1, 2, 3]) {
      const wanted = await idsOf(condition, order, page);
      const first = page > 1 && wanted.length === 0 ? await idsOf(condition, order, 1) : wanted;
      expect(await idsAt(`/contacts/?${query}&sort=${sort}&page=${page}`)).toEqual(first);
    }
  });
});

test('a page past the end is treated as absent', async () => {
  expect(await idsAt(`/contacts/?page=${lastPage + 1}`)).toEqual(await idsOf('true', sorts.newest, 1));
});

test('the number of frequent hits is shown as an estimate, that of rare ones exactly', async () => {
  const common = dom(await browser.get('/contacts/?search=anna'))('.page-lead').text();
  expect(common).toMatch(/^about [\d,]+ people$/);
  const number = Number(/[\d,]+/.exec(common)?.[0].replace(',', ''));
  expect(number).toBeGreaterThan(700);
  expect(number).toBeLessThan(900);
  expect(dom(await browser.get('/contacts/?search=zygfryda'))('.page-lead').text()).toBe('3 people');
  const second = dom(await browser.get('/contacts/?search=anna&page=2'));
  expect(second('.pager .tabular').text()).toMatch(/^21–40 of about [\d,]+$/);
  expect(second('.pager [rel=next]').attr('href')).toContain('page=3');
});

test('a page in the middle follows when a contact is added, changed or deleted', async () => {
  const address = '/contacts/?sort=name&page=120';
  await idsAt(address);
  const db = dbOf(app, alice);
  const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Aaron', last_name: 'Aaronson' } });
  expect(await idsAt(address)).toEqual(await idsOf('true', sorts.name, 120));
  await db.contact.update({ where: db.key(id), data: { first_name: 'Zoe', last_name: 'Zulu' } });
  expect(await idsAt(address)).toEqual(await idsOf('true', sorts.name, 120));
  await db.contact.delete({ where: db.key(id) });
  expect(await idsAt(address)).toEqual(await idsOf('true', sorts.name, 120));
});

test('in the order by next step it follows when a task is added, moved, done or deleted', async () => {
  const address = '/contacts/?sort=next&page=120';
  const expectRight = async () => expect(await idsAt(address)).toEqual(await idsOf('true', sorts.next, 120));
  await expectRight();
  const db = dbOf(app, alice);
  const contact_id = (await idsOf('open_tasks = 0', sorts.next, 1))[0] ?? 0;
  const due_date = new Date('2026-11-01');
  const { id } = await db.task.create({ data: { user_id: alice.id, contact_id, title: 'y', due_date } });
  await expectRight();
  await db.task.update({ where: db.key(id), data: { due_date: new Date('2027-11-01') } });
  await expectRight();
  await db.task.update({ where: db.key(id), data: { due_date: null } });
  await expectRight();
  await db.task.update({ where: db.key(id), data: { status: 'done' } });
  await expectRight();
  await db.task.delete({ where: db.key(id) });
  await expectRight();
});

describe.each(Object.keys(sorts))('filtered by next step and sorted by %s', (sort) => {
  test.each([
    ['next=late', `next_due_date < '2026-11-22'`],
    ['next=today', `next_due_date = '2026-11-22'`],
    [
      'next=later&status=lead',
      `open_tasks > 0 AND (next_due_date > '2026-11-22' OR next_due_date IS NULL) AND status = 'lead'`,
    ],
    ['next=none', `open_tasks = 0 AND status <> 'churned'`],
    ['next=none&status=churned', `open_tasks = 0 AND status = 'churned'`],
  ])('%s counts exactly, and its last page ends with the last contact', async (query, condition) => {
    const [counted] = await sql<{ count: string }>(
      `SELECT count(*) FROM contacts WHERE user_id = $1 AND ${condition}`,
      [alice.id],
    );
    const total = Number(counted?.count);
    const address = `/contacts/?${query}&sort=${sort}`;
    expect(dom(await browser.get(address))('.page-lead').text()).toBe(`${total.toLocaleString('en-GB')} people`);
    const last = Math.ceil(total / 20);
    expect(await idsAt(`${address}&page=${last}`)).toEqual(
      await idsOf(condition, sorts[sort as keyof typeof sorts], last),
    );
  });
});

test.each([
  '/contacts/',
  '/contacts/?page=100',
  `/contacts/?page=${lastPage}`,
  '/contacts/?search=anna',
  '/contacts/?search=600+100+200',
  '/contacts/?search=555-010-203',
  '/contacts/?search=zy',
  '/contacts/?next=late&status=lead',
])('%s takes three statements, that of the session included', async (address) => {
  const statements = await statementsOf(() => browser.get(address));
  expect(statements.length).toBeLessThanOrEqual(3);
});

test('a search that finds few takes one more, for similar ones', async () => {
  const statements = await statementsOf(() => browser.get('/contacts/?search=zygfryda'));
  expect(statements.length).toBeLessThanOrEqual(4);
});
