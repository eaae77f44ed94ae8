// What was said about a task that was completed on Today, and what comes next.
import { beforeEach, describe, expect, test } from 'vitest';
import { createUser, dbOf, dom, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

// A Thursday, 10:00 in Warsaw.
const now = new Date('2026-03-12T09:00:00Z');
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });
let contact: number;
let task: number;

beforeEach(async () => {
  const person = { user_id: alice.id, first_name: 'Jan', last_name: 'Kowalski', phone: '600 100 200' };
  contact = (await db.contact.create({ data: person })).id;
  task = await addTask('Price of walnut stools', contact);
});

async function addTask(title: string, contact_id: number | null, owned = db): Promise<number> {
  const due_date = new Date('2026-03-04');
  return (await owned.task.create({ data: { user_id: owned.userId, title, due_date, contact_id } })).id;
}

/** Completes the task on Today and returns where that leads. */
async function complete(id = task): Promise<string> {
  const fields = { to: 'done', row: 'today', back: '/dashboard/' };
  return (await browser.post(`/tasks/${id}/toggle/`, fields)).headers['location'] as string;
}

async function page(path: string) {
  const response = await browser.get(path);
  expect(response.status).toBe(200);
  return dom(response);
}

/** Fills the form of a page in and sends it. */
async function save(path: string, typed: Record<string, string>) {
  const form = (await page(path))('form.follow-up');
  const fields = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
  return browser.post(form.attr('action') ?? '', { ...fields, ...typed });
}

const tasks = () => sql('SELECT title, status, due_date::text, contact_id FROM tasks ORDER BY id');
const entries = () => sql('SELECT interaction_type, content, contact_id FROM interactions ORDER BY id');
const acts = async () => (await sql('SELECT DISTINCT act_id FROM changes')).length;

describe('after Done', () => {
  test('logs what was said and plans the next step in one act, which one Undo takes back', async () => {
    const before = await dumpOf(alice, ['contacts', 'interactions', 'tasks']);
    const count = await acts();
    const path = await complete();
    const typed = { interaction_type: 'call', content: 'Takes six.', next: 'week' };
    const response = await save(path, typed);
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect(await entries()).toEqual([{ interaction_type: 'call', content: 'Takes six.', contact_id: contact }]);
    expect(await tasks()).toEqual([
      { title: 'Price of walnut stools', status: 'done', due_date: '2026-03-04', contact_id: contact },
      { title: 'Follow up with Jan Kowalski', status: 'todo', due_date: '2026-03-19', contact_id: contact },
    ]);
    expect(await acts()).toBe(count + 1);
    const $ = await page('/dashboard/');
    expect($('.flash p').last().text()).toBe('Saved. Next step: Thu 19 Mar.');
    await browser.post(String($('.flash form').last().attr('action')));
    expect(await dumpOf(alice, ['contacts', 'interactions', 'tasks'])).toEqual(before);
  });

  test('logs without a next step, and plans without a word', async () => {
    await save(await complete(), { interaction_type: 'email', content: 'Sent it.' });
    expect(await entries()).toMatchObject([{ interaction_type: 'email' }]);
    expect(await tasks()).toHaveLength(1);
    const second = await addTask('Second', contact);
    await save(await complete(second), { next: 'date', next_date: '2026-04-01', next_title: 'Visit' });
    expect(await entries()).toHaveLength(1);
    expect((await tasks()).at(-1)).toMatchObject({ title: 'Visit', due_date: '2026-04-01', contact_id: contact });
  });

  test('with nothing typed saves nothing and goes back', async () => {
    const path = await complete();
    const count = await acts();
    expect((await save(path, { content: ' ' })).headers['location']).toBe('/dashboard/');
    expect([await entries(), await acts()]).toEqual([[], count]);
  });

  test('of a task without a contact asks for the next step only', async () => {
    const path = await complete(await addTask('Order veneer', null));
    const $ = await page(path);
    expect($('.follow-up textarea, .follow-up [name=interaction_type]')).toHaveLength(0);
    await save(path, { content: 'Nobody to log it with', next: 'tomorrow' });
    expect(await entries()).toEqual([]);
    expect((await tasks()).at(-1)).toMatchObject({ title: 'Order veneer', due_date: '2026-03-13', contact_id: null });
  });

  test('shows what is wrong with what was typed', async () => {
    const response = await save(await complete(), { content: 'Kept', next: 'date', next_date: '2026-03-01' });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($('.follow-up textarea').val()).toBe('Kept');
    expect($('[name=next_date]').attr('aria-invalid')).toBe('true');
    expect($('input[name=act]').val()).toMatch(/^\d+$/);
    expect(await entries()).toEqual([]);
  });

  test('answers scripts with a message or with the line and its errors', async () => {
    const path = await complete();
    const scripts = await new Visitor(app, { 'X-Fragment': 'row' }).signIn(alice);
    const act = new URL(path, 'http://x').searchParams.get('act') ?? '';
    const wrong = await scripts.post(`/tasks/${task}/follow-up/`, { act, content: 'Said', next: 'date' });
    expect(wrong.status).toBe(422);
    expect(dom(wrong)('form[data-follow-up] .is-invalid')).toHaveLength(1);
    const saved = await scripts.post(`/tasks/${task}/follow-up/`, { act, content: 'Said', next: 'none' });
    const $ = dom(saved);
    expect($('[data-changed]').data()).toMatchObject({ changed: task, status: 'done' });
    expect($('.flash p').text()).toBe('Saved.');
    const undone = dom(await scripts.post(String($('.flash form').attr('action'))));
    expect(undone('[data-changed]').attr('data-status')).toBe('todo');
    expect(await entries()).toEqual([]);
  });

  test('sent twice saves once', async () => {
    const path = await complete();
    const form = (await page(path))('form.follow-up');
    const fields = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
    const twice = () => browser.post(form.attr('action') ?? '', { ...fields, content: 'Said', next: 'week' });
    const answers = await Promise.all([twice(), twice()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect([(await entries()).length, (await tasks()).length]).toEqual([1, 2]);
  });
});

describe('the act', () => {
  test('is another one when the completion was undone meanwhile', async () => {
    const path = await complete();
    const act = new URL(path, 'http://x').searchParams.get('act') ?? '';
    await browser.post(`/tasks/${task}/undo/?act=${act}`);
    await browser.post(`/tasks/${task}/follow-up/`, { act, content: 'Said all the same' });
    expect(await entries()).toHaveLength(1);
    expect(await sql('SELECT 1 FROM changes WHERE act_id = $1 AND kind = $2', [act, 'interactions'])).toEqual([]);
  });

  test.each(['another task', 'another user', 'junk'])('of %s is not continued', async (whose) => {
    const bob = dbOf(app, await createUser(app, 'bob'));
    const other = whose === 'another user' ? await addTask('His', null, bob) : await addTask('Other', contact);
    const owned = whose === 'another user' ? bob : db;
    await owned.task.update({ where: owned.key(other), data: { status: 'done' } });
    const foreign = String(owned.lastAct);
    await complete();
    await browser.post(`/tasks/${task}/follow-up/`, {
      act: whose === 'junk' ? '9'.repeat(40) : foreign,
      content: 'Said',
    });
    expect(await entries()).toHaveLength(1);
    expect(await sql('SELECT 1 FROM changes WHERE act_id = $1 AND kind = $2', [foreign, 'interactions'])).toEqual([]);
  });
});

test('is nobody else’s', async () => {
  const foreign = await addTask('His', null, dbOf(app, await createUser(app, 'bob')));
  for (const id of [String(foreign), '999999', 'x']) {
    expect((await browser.get(`/tasks/${id}/follow-up/`)).status).toBe(404);
    expect((await browser.post(`/tasks/${id}/follow-up/`, { next: 'week' })).status).toBe(404);
  }
  expect((await new Visitor(app).get(`/tasks/${task}/follow-up/`)).headers['location']).toContain('/accounts/login/');
});
