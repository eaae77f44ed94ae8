import { beforeEach, expect, test } from 'vitest';
import { readContactFacts } from '../../src/contactFacts/contactFacts.service.ts';
import { createTask, type NewTask } from '../../src/tasks/tasks.service.ts';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;

beforeEach(() => {
  // A Wednesday.
  now = new Date('2026-11-18T10:00:00Z');
});
const { alice, browser, db } = await useSignedIn({ clock: () => now });

const add = async (task: Partial<NewTask> = {}) => (await createTask(db, { title: 'Call', ...task })).id;
const postpone = (id: number, fields: Record<string, string | string[]>) =>
  browser.post(`/tasks/${id}/postpone/`, fields);
const dueOf = async (id: number) =>
  (await db.task.findUniqueOrThrow({ where: db.key(id) })).due_date?.toISOString().slice(0, 10);

test.each([
  [{ to: 'today' }, '2026-11-18'],
  [{ to: 'tomorrow' }, '2026-11-19'],
  [{ to: 'monday' }, '2026-11-23'],
  [{ to: 'week' }, '2026-11-25'],
  [{ to: 'date', due_date: '2027-01-31' }, '2027-01-31'],
  [{ to: 'date', due_date: '31.01.2027' }, '2027-01-31'],
  [{ to: 'none' }, undefined],
])('%j', async (fields, due) => {
  const id = await add({ due_date: '2026-11-10' });
  const response = await postpone(id, { ...fields, back: '/tasks/?page=2' });
  expect(response.status).toBe(303);
  expect(response.headers['location']).toBe('/tasks/?page=2');
  expect(await dueOf(id)).toBe(due);
});

test('counts from today in the time zone of the user', async () => {
  now = new Date('2026-11-22T23:30:00Z');
  const id = await add({ due_date: '2026-11-10' });
  await postpone(id, { to: 'tomorrow' });
  expect(await dueOf(id)).toBe('2026-11-24');
  await postpone(id, { to: 'monday' });
  expect(await dueOf(id)).toBe('2026-11-30');
});

test.each([['2026-11-10'], [undefined]])('Undo restores the date %s and keeps the time', async (due_date) => {
  const id = await add(due_date ? { due_date, due_time: '09:00' } : {});
  await postpone(id, { to: 'tomorrow' });
  const $ = dom(await browser.get('/tasks/'));
  expect($('.flash p').text()).toBe('Moved to Thu 19 Nov.');
  await browser.post(String($('.flash form').attr('action')));
  expect(await dueOf(id)).toBe(due_date);
  const { due_time } = await db.task.findUniqueOrThrow({ where: db.key(id) });
  expect(due_time).toEqual(due_date ? new Date('1970-01-01T09:00:00Z') : null);
});

test('Undo restores a series and a time', async () => {
  const series = { repeat: 'weekly', due_date: '2026-11-23', due_time: '14:05' } as const;
  const id = await add(series);
  const before = await db.task.findUniqueOrThrow({ where: db.key(id), omit: { updated_at: true } });
  const moves: Record<string, string>[] = [{ to: 'date', due_date: '2026-11-20' }, { to: 'week' }];
  for (const fields of moves) {
    await postpone(id, fields);
    const $ = dom(await browser.get('/tasks/'));
    await browser.post(String($('.flash form').last().attr('action')));
    expect(await db.task.findUniqueOrThrow({ where: db.key(id), omit: { updated_at: true } })).toEqual(before);
  }
});

test('Undo restores the time of a task that lost its date', async () => {
  const id = await add({ due_date: '2026-11-23', due_time: '14:05' });
  await postpone(id, { to: 'none' });
  const $ = dom(await browser.get('/tasks/'));
  await browser.post(String($('.flash form').attr('action')));
  const { due_date, due_time } = await db.task.findUniqueOrThrow({ where: db.key(id) });
  expect([due_date, due_time]).toEqual([new Date('2026-11-23'), new Date('1970-01-01T14:05:00Z')]);
});

test.each(['2027-01-01', '30.02.2026', 'x', '0001-01-01\0'])(
  'a series cannot be made to begin on %s',
  async (repeat_from) => {
    const id = await add({ repeat: 'weekly', due_date: '2026-11-23' });
    await postpone(id, { to: 'date', due_date: '2026-11-24', repeat_from, due_time: '99:99' });
    const task = await db.task.findUniqueOrThrow({ where: db.key(id) });
    expect([task.repeat_from, task.due_time]).toEqual([new Date('2026-11-23'), null]);
  },
);

test.each([
  [{ to: 'date', due_date: '30.02.2027' }],
  [{ to: 'date', due_date: 'so\0on' }],
  [{ to: 'date' }],
  [{ to: 'date', due_date: ['2027-01-01', '2027-01-02'] }],
  [{ to: 'yesterday' }],
  [{}],
])('%j changes nothing and asks for a date', async (fields) => {
  const id = await add({ due_date: '2026-11-10' });
  const response = await postpone(id, fields as Record<string, string>);
  expect(response.status).toBe(422);
  const $ = dom(response);
  expect($('#f-due_date-error').text()).toContain('That date doesn’t exist.');
  expect($('main form').attr('action')).toBe(`/tasks/${id}/edit/`);
  expect(await dueOf(id)).toBe('2026-11-10');
});

test('a repeating task keeps its series and must keep a date', async () => {
  const id = await add({ due_date: '2026-11-30', repeat: 'monthly' });
  await postpone(id, { to: 'date', due_date: '2026-12-02' });
  const moved = await db.task.findUniqueOrThrow({ where: db.key(id) });
  expect(moved).toMatchObject({ due_date: new Date('2026-12-02'), repeat_from: new Date('2026-11-30') });
  expect((await postpone(id, { to: 'none' })).status).toBe(422);
  await browser.post(`/tasks/${id}/toggle/`);
  const next = await db.task.findFirstOrThrow({ where: { previous_id: id } });
  expect(next.due_date).toEqual(new Date('2026-12-30'));
});

test('a completed task is not moved, and a message says so', async () => {
  const id = await add({ due_date: '2026-11-10' });
  await browser.post(`/tasks/${id}/toggle/`);
  await browser.get('/tasks/');
  await postpone(id, { to: 'tomorrow' });
  expect(dom(await browser.get('/tasks/'))('.flash-warning p').text()).toContain('already done');
  expect(await dueOf(id)).toBe('2026-11-10');
});

test("a contact's open tasks have the order of the task list", async () => {
  const contact = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
  const of = (title: string, due_date?: string) => add({ title, due_date: due_date ?? null, contact_id: contact.id });
  await of('Undated');
  await of('Second', '2026-12-02');
  await of('First', '2026-12-01');
  await browser.post(`/tasks/${await of('Done', '2026-12-01')}/toggle/`);
  await add({ title: 'Of nobody' });
  const { tasks } = await readContactFacts(db, contact.id, 1);
  expect(tasks.map(({ title }) => title)).toEqual(['First', 'Second', 'Undated']);
});

test.each([
  [
    '2026-11-18T10:00:00Z',
    '2026-11-10',
    ['today Wed 18 Nov', 'tomorrow Thu 19 Nov', 'monday Mon 23 Nov', 'week Wed 25 Nov'],
  ],
  [
    '2026-11-18T10:00:00Z',
    undefined,
    ['today Wed 18 Nov', 'tomorrow Thu 19 Nov', 'monday Mon 23 Nov', 'week Wed 25 Nov'],
  ],
  ['2026-11-18T10:00:00Z', '2026-11-18', ['tomorrow Thu 19 Nov', 'monday Mon 23 Nov', 'week Wed 25 Nov']],
  ['2026-11-18T10:00:00Z', '2026-11-23', ['tomorrow Thu 19 Nov', 'week Wed 25 Nov']],
  // On a Monday the next one is in a week, on a Sunday tomorrow.
  ['2026-11-23T10:00:00Z', '2026-11-23', ['tomorrow Tue 24 Nov', 'week Mon 30 Nov']],
  ['2026-11-22T10:00:00Z', '2026-11-22', ['tomorrow Mon 23 Nov', 'week Sun 29 Nov']],
])('on %s a task due %s can be moved to each date once', async (at, due_date, offered) => {
  now = new Date(at);
  await add(due_date ? { due_date } : {});
  const $ = dom(await browser.get('/tasks/'));
  const buttons = $('.task-menu button[name=to]').toArray();
  expect(
    buttons.map((one) => `${$(one).attr('value')} ${$(one).find('.menu-detail').text().replace(',', '')}`),
  ).toEqual(offered);
});
