import { beforeEach, describe, expect, test } from 'vitest';
import type { Prisma } from '../../src/db/generated/client.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { toggleTask } from '../../src/tasks/taskStatus.service.ts';
import { createTask, type NewTask } from '../../src/tasks/tasks.service.ts';
import { createUser, dom, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;

beforeEach(() => {
  now = new Date('2026-11-18T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

const byId = { orderBy: { id: 'asc' } } as const satisfies Prisma.TaskFindManyArgs;
const add = async (task: Partial<NewTask> = {}) => (await createTask(db, { title: 'Rent', ...task })).id;
const weekly = { repeat: 'weekly', due_date: '2026-11-18' } as const;
const toggle = (id: number, fields: Record<string, string> = {}) => browser.post(`/tasks/${id}/toggle/`, fields);
const all = () => db.task.findMany(byId);
const statuses = async () => (await all()).map(({ status }) => status);

test('completes a task and reopens it', async () => {
  const id = await add();
  const response = await toggle(id);
  expect(response.status).toBe(303);
  expect(response.headers['location']).toBe('/tasks/');
  expect(await all()).toMatchObject([{ status: 'done', completed_at: now }]);
  await toggle(id);
  expect(await all()).toMatchObject([{ status: 'todo', completed_at: null }]);
});

test('completes a task in progress, and leaves it in progress when it should be open', async () => {
  const id = await add();
  await db.task.update({ where: db.key(id), data: { status: 'in_progress' } });
  await toggle(id, { to: 'todo' });
  expect(await statuses()).toEqual(['in_progress']);
  await toggle(id);
  expect(await statuses()).toEqual(['done']);
});

test('the message has an Undo that reopens the task and returns to the same page', async () => {
  const id = await add();
  const back = '/tasks/?status=todo&page=2';
  expect((await toggle(id, { to: 'done', back })).headers['location']).toBe(back);
  const $ = dom(await browser.get('/tasks/'));
  expect($('.flash p').text()).toBe('Done.');
  expect($('.flash input[type=submit]').val()).toBe('Undo');
  const undone = await browser.post(String($('.flash form').attr('action')));
  expect(undone.headers['location']).toBe(back);
  expect(await statuses()).toEqual(['todo']);
});

test('Undo restores a task in progress', async () => {
  const id = await add();
  await db.task.updateMany({ data: { status: 'in_progress' } });
  await toggle(id, { to: 'done' });
  const $ = dom(await browser.get('/tasks/'));
  await browser.post(String($('.flash form').attr('action')));
  expect(await all()).toMatchObject([{ status: 'in_progress', completed_at: null }]);
});

test('invalid fields count as absent', async () => {
  const id = await add();
  const response = await browser.post(`/tasks/${id}/toggle/`, { to: ['x', 'y'], back: ['//evil', 'a\0'] });
  expect(response.headers['location']).toBe('/tasks/');
  expect(await statuses()).toEqual(['done']);
});

describe('a repeating task', () => {
  test('is followed by a copy on its next date', async () => {
    const contact = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
    const id = await add({ ...weekly, description: 'D', priority: 'high', due_time: '09:00', contact_id: contact.id });
    await toggle(id);
    const [, next] = await all();
    expect(next).toMatchObject({
      ...{
        title: 'Rent',
        description: 'D',
        priority: 'high',
        repeat: 'weekly',
        status: 'todo',
        contact_id: contact.id,
      },
      ...{ due_date: new Date('2026-11-25'), due_time: new Date('1970-01-01T09:00:00Z'), completed_at: null },
      ...{ repeat_from: new Date('2026-11-18'), previous_id: id },
    });
    const $ = dom(await browser.get('/tasks/'));
    expect($('.flash p').text()).toBe('Done. Next one due Wed 25 Nov.');
  });

  test('on the 31st falls on the last of February, then on the 31st again', async () => {
    await add({ repeat: 'monthly', due_date: '2027-01-31' });
    for (let i = 0; i < 3; i++) await toggle((await all()).at(-1)?.id as number);
    const dates = (await all()).map(({ due_date }) => due_date?.toISOString().slice(0, 10));
    expect(dates).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
  });

  test('completed late comes back today at the earliest, in the time zone of the user', async () => {
    now = new Date('2026-11-18T23:30:00Z');
    const id = await add({ repeat: 'daily', due_date: '2026-11-01' });
    await toggle(id);
    expect((await all())[1]?.due_date).toEqual(new Date('2026-11-19'));
  });

  test('on the last date that forms accept is the last of its series', async () => {
    const id = await add({ repeat: 'daily', due_date: '2199-12-31' });
    expect((await toggle(id)).status).toBe(303);
    expect(await statuses()).toEqual(['done']);
  });

  test('completed twice creates one next task', async () => {
    const id = await add(weekly);
    for (let i = 0; i < 3; i++) await toggle(id, { to: 'done' });
    expect(await statuses()).toEqual(['done', 'todo']);
  });

  test.each(['with', 'without'])(
    'completed from many windows at once, %s saying so, makes one next task',
    async (how) => {
      const id = await add(weekly);
      await browser.get('/tasks/');
      const fields: Record<string, string> = how === 'with' ? { to: 'done' } : {};
      if (how === 'with') await Promise.all(Array.from({ length: 8 }, () => toggle(id, fields)));
      else await Promise.all([1, 2].map(() => toggleTask(db, id, momentIn('Europe/Warsaw', now))));
      expect(await statuses()).toEqual(['done', 'todo']);
    },
  );

  test('Undo deletes the next task; completing again creates it again', async () => {
    const id = await add(weekly);
    await toggle(id);
    await toggle(id);
    expect(await statuses()).toEqual(['todo']);
    await toggle(id);
    expect(await statuses()).toEqual(['done', 'todo']);
  });

  test.each([
    ['changed', (id: number) => browser.post(`/tasks/${id}/edit/`, { ...weekly, title: 'Another' })],
    ['moved', (id: number) => browser.post(`/tasks/${id}/postpone/`, { to: 'week' })],
    ['begun', (id: number) => db.task.update({ where: db.key(id), data: { status: 'in_progress' } })],
    ['done', (id: number) => toggle(id)],
  ])('Undo keeps a next task that was %s, and creates no second one', async (_, touch) => {
    const id = await add(weekly);
    await toggle(id);
    const next = (await all())[1]?.id as number;
    await touch(next);
    const count = await db.task.count();
    await toggle(id, { to: 'todo' });
    expect(await db.task.count()).toBe(count);
    await toggle(id, { to: 'done' });
    expect(await db.task.count({ where: { previous_id: id } })).toBe(1);
    expect(await db.task.count()).toBe(count);
  });

  test('is completed by the form as by the button', async () => {
    const fields = { title: 'Rent', repeat: 'weekly', due_date: '2026-11-18' };
    await browser.post('/tasks/create/', { ...fields, status: 'done' });
    expect(await statuses()).toEqual(['done', 'todo']);
    const [first] = await all();
    expect(first?.completed_at).toEqual(now);
    const edit = (status: string) => browser.post(`/tasks/${first?.id}/edit/`, { ...fields, status });
    await edit('done');
    expect(await statuses()).toEqual(['done', 'todo']);
    await edit('in_progress');
    expect(await statuses()).toEqual(['in_progress']);
    await edit('todo');
    expect(await all()).toMatchObject([{ status: 'todo', completed_at: null }]);
  });

  test('the database allows one next task only, of the same user', async () => {
    const id = await add(weekly);
    await toggle(id);
    const insert = 'INSERT INTO tasks (user_id, title, previous_id, updated_at) VALUES ($1, $2, $3, now())';
    await expect(sql(insert, [alice.id, 'Second', id])).rejects.toMatchObject({ code: '23505' });
    const bob = await createUser(app, 'bob');
    await expect(sql(insert, [bob.id, 'His', id])).rejects.toMatchObject({ code: '23503' });
  });
});

describe('the answer to scripts', () => {
  const scripts = () => new Visitor(app, { 'X-Fragment': 'row' }).signIn(alice);

  test('is the new row, a message with Undo, and the badge', async () => {
    const contact = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
    const id = await add({ ...weekly, contact_id: contact.id });
    await add({ due_date: '2026-11-17' });
    const visitor = await scripts();
    const response = await visitor.post(`/tasks/${id}/toggle/`, { to: 'done', back: '/dashboard/' });
    expect(response.status).toBe(200);
    const $ = dom(response);
    expect($('[data-task]').length).toBe(1);
    expect($(`[data-task=${id}].task-done input[name=to]`).val()).toBe('todo');
    expect($('[data-task] input[name=back]').first().val()).toBe('/dashboard/');
    expect($('.task-contact').text()).toContain('Ewa');
    expect($('.flash p').text()).toBe('Done. Next one due Wed 25 Nov.');
    expect($('.tab-count [aria-hidden]').text()).toBe('1');
    expect($('.page-lead').text()).toBe('1 task is late or due today.');
    expect($('header, footer').length).toBe(0);
    expect(dom(await visitor.get('/dashboard/'))('.flash').length).toBe(0);
  });

  test('hides the contact again, also after Undo', async () => {
    const contact = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
    const id = await add({ contact_id: contact.id, due_date: '2026-11-17' });
    const visitor = await scripts();
    const $ = dom(await visitor.post(`/tasks/${id}/postpone/`, { to: 'tomorrow', hide_contact: '1' }));
    expect($('.task-contact').length).toBe(0);
    expect($('.tab-count').length).toBe(0);
    const undone = dom(await visitor.post(String($('.flash form').attr('action'))));
    expect(undone('.task-contact').length).toBe(0);
    expect(undone('.dot').text()).toBe('1 day late');
  });

  test('on Today is a message, with the line for what follows after Done', async () => {
    const contact = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa', phone: '600 100 200' } });
    const id = await add({ contact_id: contact.id, due_date: '2026-11-17' });
    const visitor = await scripts();
    const today = dom(await browser.get('/dashboard/'));
    expect(today(`[data-row=task-${id}] form[data-task-form] input[name=row]`).first().val()).toBe('today');
    const fields = { to: 'done', back: '/dashboard/', row: 'today' };
    const $ = dom(await visitor.post(`/tasks/${id}/toggle/`, fields));
    expect($('[data-changed]').data()).toMatchObject({ changed: id, status: 'done' });
    expect($('.flash p').text()).toBe('Done.');
    const line = $('form[data-follow-up]');
    expect(line.attr('action')).toBe(`/tasks/${id}/follow-up/`);
    expect(line.find('textarea[name=content]')).toHaveLength(1);
    const undone = dom(await visitor.post(String(line.find('[formaction]').attr('formaction'))));
    expect(undone('[data-changed]').data()).toMatchObject({ changed: id, status: 'todo' });
    expect(undone('.flash p').text()).toBe('Undone.');
    expect(undone('form[data-follow-up]')).toHaveLength(0);
    const moved = dom(await visitor.post(`/tasks/${id}/postpone/`, { to: 'week', back: '/dashboard/', row: 'today' }));
    expect(moved('[data-changed]').data()).toMatchObject({ changed: id, status: 'todo' });
    expect(moved('form[data-follow-up]')).toHaveLength(0);
  });

  test('is a page with the form when the request is invalid', async () => {
    const response = await (await scripts()).post(`/tasks/${await add()}/postpone/`, { to: 'date', due_date: 'x' });
    expect(response.status).toBe(422);
    expect(response.text).toContain('<!doctype html>');
  });
});
