import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Prisma, User } from '../../src/db/generated/client.ts';
import { createTask } from '../../src/tasks/tasks.service.ts';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp, type Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { statementsOf } from '../support/statements.ts';

let app: TestApp;
let now: Date;

beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
beforeEach(async () => {
  await emptyDatabase();
  // A Wednesday, 11:00 in Warsaw.
  now = new Date('2026-11-18T10:00:00Z');
});

type TaskData = Omit<Prisma.TaskUncheckedCreateInput, 'user_id' | 'due_date'> & { due_date?: string };

function add(user: User, ...tasks: TaskData[]) {
  const data = tasks.map(({ due_date, ...task }) => ({
    ...task,
    user_id: user.id,
    due_date: due_date ? new Date(due_date) : null,
  }));
  return dbOf(app, user).task.createMany({ data });
}

/** The titles of a page under the headings they stand below. */
async function groups(browser: Visitor, query = ''): Promise<Record<string, string[]>> {
  const response = await browser.get(`/tasks/${query}`);
  expect(response.status).toBe(200);
  const $ = dom(response);
  return Object.fromEntries(
    $('.task-group')
      .toArray()
      .map((group) => [
        $(group).find('h2').text(),
        $(group)
          .find('.row-title')
          .toArray()
          .map((row) => $(row).text()),
      ]),
  );
}

const titles = async (browser: Visitor, query = '') => Object.values(await groups(browser, query)).flat();

describe('for a user in Warsaw', () => {
  let alice: User;
  let browser: Visitor;

  beforeEach(async () => {
    alice = await createUser(app);
    browser = await signedIn(app, alice);
  });

  test('an empty list says what to do', async () => {
    const $ = dom(await browser.get('/tasks/'));
    expect($('.empty a').attr('href')).toBe('/tasks/create/');
    expect($('.page-lead').text()).toBe('Nothing is late or due today.');
  });

  test('groups tasks by their date', async () => {
    await add(
      alice,
      { title: 'Undated' },
      { title: 'Next Monday', due_date: '2026-11-23' },
      { title: 'Sunday', due_date: '2026-11-22' },
      { title: 'Friday', due_date: '2026-11-20' },
      { title: 'Tomorrow', due_date: '2026-11-19' },
      { title: 'Today', due_date: '2026-11-18' },
      { title: 'Yesterday', due_date: '2026-11-17' },
      { title: 'Long ago', due_date: '2025-11-17', status: 'in_progress' },
      { title: 'Done today', status: 'done', completed_at: now },
      { title: 'Done a week ago', status: 'done', completed_at: new Date('2026-11-11T00:00:00+01:00') },
      { title: 'Done before', status: 'done', completed_at: new Date('2026-11-10T23:59:59+01:00') },
    );
    expect(await groups(browser)).toEqual({
      Late: ['Long ago', 'Yesterday'],
      Today: ['Today'],
      Tomorrow: ['Tomorrow'],
      'This week': ['Friday', 'Sunday'],
      Later: ['Next Monday'],
      'No date': ['Undated'],
      'Recently done': ['Done today', 'Done a week ago'],
    });
    const lead = dom(await browser.get('/tasks/'))('.page-lead').text();
    expect(lead).toBe('3 tasks are late or due today.');
  });

  test('on a Sunday the next day is tomorrow and the one after it is later', async () => {
    now = new Date('2026-11-22T10:00:00Z');
    await add(alice, { title: 'Tuesday', due_date: '2026-11-24' }, { title: 'Monday', due_date: '2026-11-23' });
    expect(await groups(browser)).toEqual({ Tomorrow: ['Monday'], Later: ['Tuesday'] });
  });

  test('orders a day by time, then priority, then the newest', async () => {
    const due_date = '2026-11-18';
    await add(
      alice,
      { title: 'Low', due_date, priority: 'low' },
      { title: 'Older', due_date, created_at: new Date('2026-01-01') },
      { title: 'Newer', due_date, created_at: new Date('2026-01-02') },
      { title: 'High', due_date, priority: 'high' },
      { title: 'At noon', due_date, due_time: new Date('1970-01-01T12:00:00Z') },
      { title: 'At nine', due_date, due_time: new Date('1970-01-01T09:00:00Z') },
    );
    expect(await titles(browser)).toEqual(['At nine', 'At noon', 'High', 'Newer', 'Older', 'Low']);
  });

  test('marks a time that has passed without calling the task late', async () => {
    const due_date = '2026-11-18';
    const at = (time: string) => new Date(`1970-01-01T${time}:00Z`);
    await add(
      alice,
      { title: 'Over', due_date, due_time: at('10:59') },
      { title: 'Now', due_date, due_time: at('11:00') },
    );
    const $ = dom(await browser.get('/tasks/'));
    const rows = $('.task-row')
      .toArray()
      .map((row) => $(row).find('.dot').text());
    expect(rows).toEqual(['Was due at 10:59', 'Today']);
    expect(await groups(browser)).toEqual({ Today: ['Over', 'Now'] });
  });

  test('filters by status, priority and contact; invalid values count as absent', async () => {
    const db = dbOf(app, alice);
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Łukasz', last_name: 'Żółty' } });
    await add(
      alice,
      { title: 'A', priority: 'high', contact_id: id },
      { title: 'B', status: 'in_progress', contact_id: id },
      { title: 'C', status: 'done', completed_at: new Date('2020-01-01') },
    );
    expect(await titles(browser, '?status=todo')).toEqual(['A']);
    expect(await titles(browser, '?status=in_progress')).toEqual(['B']);
    expect(await groups(browser, '?status=done')).toEqual({ Done: ['C'] });
    expect(await titles(browser, '?priority=high')).toEqual(['A']);
    expect(await titles(browser, `?contact=${id}&status=in_progress`)).toEqual(['B']);
    const all = await titles(browser);
    for (const query of [
      '?status=x&priority=y&contact=z&page=0',
      '?status[]=todo&page=-1',
      '?contact=999999',
      '?page=99',
      '?contact=99999999999999',
      '?priority=high&priority=low',
      '?contact=1e99&status=%00',
    ]) {
      expect(await titles(browser, query), query).toEqual(all);
    }
    expect(await titles(browser, '?status=done&priority=low')).toEqual([]);
    const named = await browser.get('/tasks/?contact_name=lukasz+zolty&status=todo');
    expect(named.headers['location']).toBe(`/tasks/?status=todo&contact=${id}`);
  });

  test('shows no contact and no task of another user', async () => {
    const bob = await createUser(app, 'bob');
    const contact = await dbOf(app, bob).contact.create({ data: { user_id: bob.id, first_name: 'Secret' } });
    await add(bob, { title: 'His', due_date: '2026-11-18', contact_id: contact.id });
    await add(alice, { title: 'Hers' });
    const response = await browser.get(`/tasks/?contact=${contact.id}`);
    expect(response.text).not.toMatch(/Secret|His</);
    expect(await titles(browser, `?contact=${contact.id}`)).toEqual(['Hers']);
    expect((await browser.get('/contacts/options/?search=sec')).body).toEqual([]);
  });

  test('pages list open tasks, then completed ones, each once', async () => {
    const open = Array.from({ length: 23 }, (_, i) => ({ title: `open ${i}`, due_date: '2026-12-01' }));
    const done = Array.from({ length: 22 }, (_, i) => ({
      title: `done ${i}`,
      status: 'done' as const,
      completed_at: now,
    }));
    await add(alice, ...open, ...done);
    const pages = [await titles(browser), await titles(browser, '?page=2'), await titles(browser, '?page=3')];
    expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
    expect(new Set(pages.flat()).size).toBe(45);
    expect(pages[1]?.slice(0, 3).every((title) => title.startsWith('open'))).toBe(true);
    expect(pages[1]?.slice(3).every((title) => title.startsWith('done'))).toBe(true);
  });

  test('counts up to a thousand, in both languages, and has pages to the last task', async () => {
    const tasks = Array.from({ length: 1_025 }, (_, i) => ({ title: `${i}`, due_date: '2026-12-01' }));
    await add(alice, ...tasks, { title: 'lately', status: 'done', completed_at: now });
    const range = async (query: string) => dom(await browser.get(`/tasks/${query}`))('.pager p').text();
    expect(await range('')).toBe('1–20 of 1,000+');
    expect(await range('?page=50')).toBe('981–1,000 of 1,000+');
    expect(await range('?page=51')).toBe('1,001–1,020 of 1,020+');
    expect(await range('?page=52')).toBe('1,021–1,026 of 1,026');
    expect(await range('?page=53')).toBe('1–20 of 1,000+');
    expect(dom(await browser.get('/tasks/'))('.pager a[rel=next]').attr('href')).toContain('page=2');
    expect(dom(await browser.get('/tasks/?page=52'))('.pager a[rel=next]')).toHaveLength(0);
    expect((await titles(browser, '?page=52')).at(-1)).toBe('lately');
    await sql("UPDATE profiles SET locale = 'pl'");
    expect(await range('')).toMatch(/^1–20 z 1000\+$/);
  });

  test('keeps one order of equal tasks across pages: priority, then the newest', async () => {
    const created_at = new Date('2026-01-01');
    const priorities = ['low', 'normal', 'high'] as const;
    const same = (i: number) => ({ title: `${i}`, due_date: '2026-12-01', created_at, priority: priorities[i % 3] });
    await add(alice, ...Array.from({ length: 50 }, (_, i) => same(i)));
    const ordered = await sql<{ title: string }>(
      `SELECT title FROM tasks ORDER BY due_date NULLS LAST, due_time NULLS LAST, priority DESC, created_at DESC, id DESC`,
    );
    const shown = [await titles(browser), await titles(browser, '?page=2'), await titles(browser, '?page=3')];
    expect(shown.flat()).toEqual(ordered.map(({ title }) => title));
  });

  test('the select of the filter offers the chosen contact only', async () => {
    const db = dbOf(app, alice);
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ada' } });
    await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
    await add(alice, { title: 'A', contact_id: id });
    const options = async (query: string) =>
      dom(await browser.get(`/tasks/${query}`))('#f-contact option')
        .toArray()
        .map(({ attribs }) => attribs['value']);
    expect(await options('')).toEqual(['']);
    expect(await options(`?contact=${id}`)).toEqual(['', String(id)]);
  });

  test('takes the same number of SQL statements with many rows', async () => {
    const contact = await dbOf(app, alice).contact.create({ data: { user_id: alice.id, first_name: 'A' } });
    const one = (title: string) => [
      { title, due_date: '2026-11-18', contact_id: contact.id },
      { title, status: 'done' as const, completed_at: now, contact_id: contact.id },
    ];
    await add(alice, ...one('first'));
    await browser.get('/tasks/');
    const few = await statementsOf(() => browser.get('/tasks/'));
    await add(alice, ...Array.from({ length: 8 }, (_, i) => one(`more ${i}`)).flat());
    const many = await statementsOf(() => browser.get('/tasks/'));
    expect(many.length).toBe(few.length);
    expect(few.length).toBeLessThan(14);
  });

  test('the menu counts tasks that are late or due today on every page, also on one with errors', async () => {
    await add(alice, { title: 'Late', due_date: '2026-11-01' }, { title: 'Today', due_date: '2026-11-18' });
    await add(alice, { title: 'Tomorrow', due_date: '2026-11-19' }, { title: 'Undated' });
    await add(alice, { title: 'Done', due_date: '2026-11-01', status: 'done' });
    const badge = (response: Awaited<ReturnType<Visitor['get']>>) =>
      dom(response)('.tab-tasks .tab-count [aria-hidden]').text();
    for (const path of ['/dashboard/', '/contacts/', '/tasks/create/', '/accounts/profile/', '/nowhere/']) {
      expect(badge(await browser.get(path)), path).toBe('2');
    }
    expect(badge(await browser.post('/tasks/create/'))).toBe('2');
    const asked = await statementsOf(() => browser.get('/contacts/options/'));
    const counted = asked.filter((text) => text.includes('COUNT') && text.includes('"tasks"'));
    expect(counted.length).toBeLessThanOrEqual(1);
  });
});

test('in Polish', async () => {
  const anna = await createUser(app, 'anna', { locale: 'pl' });
  await add(anna, { title: 'A', due_date: '2026-11-13', priority: 'high', repeat: 'never' });
  const $ = dom(await (await signedIn(app, anna)).get('/tasks/'));
  expect($('h2').first().text()).toBe('Po terminie');
  expect($('.task-row .dot').text()).toBe('5 dni po terminie');
  expect($('.task-toggle').attr('aria-label')).toBe('Oznacz „A” jako zrobione');
  expect($('main').text()).not.toContain('⟦');
});

describe('a task for today is due today at 23:30, not late', () => {
  test.each([
    ['Europe/Warsaw', '2026-11-18T22:30:00Z', '2026-11-18'],
    ['Europe/Warsaw', '2026-03-28T22:30:00Z', '2026-03-28'],
    ['Europe/Warsaw', '2026-03-29T21:30:00Z', '2026-03-29'],
    ['Europe/Warsaw', '2026-10-24T21:30:00Z', '2026-10-24'],
    ['Europe/Warsaw', '2026-10-25T22:30:00Z', '2026-10-25'],
    ['America/Los_Angeles', '2026-11-19T07:30:00Z', '2026-11-18'],
    ['America/Los_Angeles', '2026-03-08T07:30:00Z', '2026-03-07'],
    ['America/Los_Angeles', '2026-03-09T06:30:00Z', '2026-03-08'],
    ['America/Los_Angeles', '2026-11-01T06:30:00Z', '2026-10-31'],
    ['America/Los_Angeles', '2026-11-02T07:30:00Z', '2026-11-01'],
    ['Pacific/Auckland', '2026-11-18T10:30:00Z', '2026-11-18'],
    ['Pacific/Auckland', '2026-04-04T10:30:00Z', '2026-04-04'],
    ['Pacific/Auckland', '2026-04-05T11:30:00Z', '2026-04-05'],
    ['Pacific/Auckland', '2026-09-26T11:30:00Z', '2026-09-26'],
    ['Pacific/Auckland', '2026-09-27T10:30:00Z', '2026-09-27'],
  ])('%s at %s', async (time_zone, instant, today) => {
    now = new Date(instant);
    const user = await createUser(app, 'somebody', { time_zone });
    const browser = await signedIn(app, user);
    const { status } = await browser.post('/tasks/create/', { title: 'Today', due_date: today, due_time: '23:30' });
    expect(status).toBe(303);
    await createTask(dbOf(app, user), { title: 'Yesterday', due_date: dayBefore(today) });
    expect(await groups(browser)).toEqual({ Late: ['Yesterday'], Today: ['Today'] });
    now = new Date(now.getTime() + 30 * 60_000);
    expect(await groups(browser)).toEqual({ Late: ['Yesterday', 'Today'] });
  });
});

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

test('every task is followed by a link with the name of its person, also when the title says it', async () => {
  const user = await createUser(app, 'zoe');
  const db = dbOf(app, user);
  const { id } = await db.contact.create({ data: { user_id: user.id, first_name: 'Jan', last_name: 'Kowalski' } });
  await add(user, { title: 'Follow up with Jan Kowalski', contact_id: id }, { title: 'Offer', contact_id: id });
  const $ = dom(await (await signedIn(app, user)).get('/tasks/'));
  const links = $('.task-contact').toArray();
  expect(links.map((link) => $(link).text().trim())).toEqual(['Jan Kowalski', 'Jan Kowalski']);
  expect(links.map((link) => $(link).attr('href'))).toEqual([`/contacts/${id}/`, `/contacts/${id}/`]);
});
