import { beforeEach, describe, expect, test } from 'vitest';
import { createTask, type NewTask } from '../../src/tasks/tasks.service.ts';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

let now: Date;

beforeEach(() => {
  // A Sunday, the 29th in Warsaw.
  now = new Date('2026-11-29T10:00:00Z');
});
const { app, alice, browser, db } = await useSignedIn({ clock: () => now });
const user_id = alice.id;

const addPerson = (fields: { first_name: string; birthday?: string; phone?: string; address?: string }) =>
  db.contact.create({ data: { user_id, ...fields } });
const addTask = (task: Partial<NewTask> = {}) => createTask(db, { title: 'Call', due_date: '2026-11-29', ...task });
const addEntry = (contact_id: number, occurred_at: string, interaction_type: 'meeting' | 'call' = 'meeting') =>
  db.interaction.create({
    data: { user_id, contact_id, content: 'Oak.', occurred_at: new Date(occurred_at), interaction_type },
  });
const open = async (path: string) => dom(await browser.get(path));
const textsOn = async (path: string, date: string) => {
  const $ = await open(path);
  const items = $(`[data-date=${date}] .calendar-item`).toArray();
  return items.map((item) => $(item).text().replace(/\s+/g, ' ').trim());
};

describe('a month', () => {
  test('has tasks, meetings and birthdays in their order; what is done is last and looks so', async () => {
    const { id } = await addPerson({ first_name: 'Ewa', birthday: '1986-11-29' });
    await addTask({ title: 'Later', due_time: '14:00' });
    await addTask({ title: 'Whenever', contact_id: id });
    const done = await addTask({ title: 'Finished', due_time: '08:00' });
    await browser.post(`/tasks/${done.id}/toggle/`, { to: 'done' });
    await addEntry(id, '2026-11-29T08:30:00Z');
    expect(await textsOn('/calendar/', '2026-11-29')).toEqual([
      'Birthday: Ewa',
      'Meeting 09:30 Ewa',
      '14:00 Later',
      'Whenever Ewa',
      'Done: 08:00 Finished',
    ]);
    const $ = await open('/calendar/');
    expect($('.is-today').attr('data-date')).toBe('2026-11-29');
    expect($('h1').text()).toBe('November 2026');
    expect($('[data-movable]').length).toBe(2);
  });

  test('leaves calls out until they are asked for', async () => {
    const { id } = await addPerson({ first_name: 'Ewa' });
    await addEntry(id, '2026-11-10T10:00:00Z', 'call');
    expect(await textsOn('/calendar/', '2026-11-10')).toEqual([]);
    expect(await textsOn('/calendar/?all=1', '2026-11-10')).toEqual(['Call 11:00 Ewa']);
  });

  test('shows few of many, and leads to the day', async () => {
    for (let count = 1; count <= 15; count++) await addTask({ title: `Task ${count}` });
    const first_names = ['Ewa', 'Jan', 'Zofia'];
    for (const first_name of first_names) await addPerson({ first_name, birthday: '--11-29' });
    const texts = await textsOn('/calendar/', '2026-11-29');
    expect(texts).toHaveLength(5);
    expect([texts[0], texts.at(-1)]).toEqual(['3 birthdays', 'and 12 more']);
    const $ = await open('/calendar/');
    expect($('.calendar-more').attr('href')).toBe('/calendar/2026-11-29/');
  });

  test('has each entry on its day in the time zone of the user, on days with 23 and 25 hours as well', async () => {
    const { id } = await addPerson({ first_name: 'Ewa' });
    const times = [
      ['2026-03-28T23:30:00Z', '2026-03-29', 'Meeting 00:30 Ewa'],
      ['2026-03-29T21:59:00Z', '2026-03-29', 'Meeting 23:59 Ewa'],
      ['2026-03-29T22:00:00Z', '2026-03-30', 'Meeting 00:00 Ewa'],
      ['2026-10-25T22:59:00Z', '2026-10-25', 'Meeting 23:59 Ewa'],
      ['2026-10-25T23:00:00Z', '2026-10-26', 'Meeting 00:00 Ewa'],
    ] as const;
    for (const [at] of times) await addEntry(id, at);
    for (const [, date, text] of times) expect(await textsOn(`/calendar/?date=${date}`, date)).toContain(text);
  });

  test('has the birthday of 29 February on the 28th in other years', async () => {
    await addPerson({ first_name: 'Ewa', birthday: '1988-02-29' });
    expect(await textsOn('/calendar/?date=2027-02-01', '2027-02-28')).toEqual(['Birthday: Ewa']);
    expect(await textsOn('/calendar/?date=2028-02-01', '2028-02-28')).toEqual([]);
    expect(await textsOn('/calendar/?date=2028-02-01', '2028-02-29')).toEqual(['Birthday: Ewa']);
  });

  test.each(['junk', '2026-02-30', '99999-01-01', '1899-12-31', '%00', "'; --", '2026-13-01'])(
    'the date %s counts as absent',
    async (date) => {
      expect((await open(`/calendar/?date=${encodeURIComponent(date)}&view=x&all=x`))('h1').text()).toBe(
        'November 2026',
      );
      const response = await browser.get(`/calendar/${encodeURIComponent(date)}/`);
      expect([response.status, response.headers['location']]).toEqual([303, '/calendar/']);
    },
  );

  test('an array of dates counts as absent', async () => {
    expect((await open('/calendar/?date=2026-01-01&date=2026-02-02'))('h1').text()).toBe('November 2026');
  });

  test('is one statement besides that of the session, whatever there is', async () => {
    await addTask();
    // The first page of a day notes that the session was used.
    await open('/calendar/');
    expect(await statementsOf(() => browser.get('/calendar/'))).toHaveLength(2);
    expect(await statementsOf(() => browser.get('/calendar/2026-11-29/'))).toHaveLength(2);
  });
});

test('a week has its seven days, and the way to the months', async () => {
  await addTask({ due_date: '2026-11-23' });
  const $ = await open('/calendar/?view=week&date=2026-11-25');
  expect($('h1').text().replace(/\s/g, ' ')).toBe('23 – 29 November 2026');
  expect($('[data-date]').length).toBe(7);
  expect($('.calendar-steps a').first().attr('href')).toBe('/calendar/?view=week&date=2026-11-16');
});

describe('a day', () => {
  test('has phones and addresses, those of the company if need be', async () => {
    const company = await db.company.create({
      data: { user_id, name: 'Dąb', phone: '22 555 01 01', address: 'Leśna 5' },
    });
    const { id } = await addPerson({ first_name: 'Ewa', phone: '600 100 200' });
    await db.contact.update({ where: db.key(id), data: { company_id: company.id } });
    await addTask({ contact_id: id });
    const $ = await open('/calendar/2026-11-29/');
    expect($('.row-reach').text().replace(/\s+/g, ' ').trim()).toBe('600 100 200 Dąb, Leśna 5');
    expect($('.page-lead').text()).toBe('Today · 1 task to do');
  });

  test('turns pages', async () => {
    await sql('INSERT INTO tasks (user_id, title, due_date) SELECT $1, n::text, $2 FROM generate_series(1, 250) n', [
      user_id,
      '2026-11-29',
    ]);
    expect((await open('/calendar/2026-11-29/'))('.task-row').length).toBe(100);
    expect((await open('/calendar/2026-11-29/?page=3'))('.task-row').length).toBe(50);
    expect((await browser.get('/calendar/2026-11-29/?page=4')).headers['location']).toBe('/calendar/2026-11-29/');
  });

  test('a task is moved from it, with an Undo that leads back', async () => {
    const { id } = await addTask();
    const back = '/calendar/2026-11-29/';
    const moved = await browser.post(`/tasks/${id}/postpone/`, { to: 'date', due_date: '2026-12-03', back });
    expect(moved.headers['location']).toBe(back);
    const $ = await open(back);
    expect($('.flash p').text()).toBe('Moved to Thu 3 Dec.');
    expect((await browser.post(String($('.flash form').attr('action')))).headers['location']).toBe(back);
    expect((await open(back))('.task-row').length).toBe(1);
  });

  test('adds a task on itself', async () => {
    const $ = await open('/calendar/2026-12-24/');
    const form = await open(String($('.page-actions a').attr('href')));
    expect([form('#f-due_date').val(), form('[name=back]').val()]).toEqual(['2026-12-24', '/calendar/2026-12-24/']);
  });
});

test('is empty for others, and not for nobody', async () => {
  const { id } = await addPerson({ first_name: 'Zebrafinkenzüchter', birthday: '--11-29' });
  await addTask({ title: 'Zebrafinkenzüchter', contact_id: id });
  await addEntry(id, '2026-11-29T08:30:00Z');
  const bob = await signedIn(app, await createUser(app, 'bob'));
  for (const path of ['/calendar/?all=1', '/calendar/?view=week', '/calendar/2026-11-29/'])
    expect((await bob.get(path)).text).not.toContain('Zebrafinkenzüchter');
  expect((await new Visitor(app).get('/calendar/')).headers['location']).toBe('/accounts/login/?next=%2Fcalendar%2F');
});
