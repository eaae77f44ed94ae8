import { beforeEach, describe, expect, test } from 'vitest';
import type { Prisma, Task } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

let now: Date;

beforeEach(() => {
  // A Thursday, 10:00 in Warsaw.
  now = new Date('2026-03-12T09:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

type Person = Omit<Prisma.ContactUncheckedCreateInput, 'user_id'>;
type Todo = Omit<Prisma.TaskUncheckedCreateInput, 'user_id'>;

const addPerson = (person: Person) => db.contact.create({ data: { user_id: alice.id, ...person } });
const addTask = (title: string, due: string | null, more: Partial<Todo> = {}) =>
  db.task.create({ data: { user_id: alice.id, title, due_date: due && new Date(due), ...more } });
const addNote = (contact_id: number, occurred_at: Date, content = 'Spoken') =>
  db.interaction.create({ data: { user_id: alice.id, contact_id, content, occurred_at } });

async function page(visitor = browser) {
  const response = await visitor.get('/dashboard/');
  expect(response.status).toBe(200);
  return dom(response);
}

const textsOf = ($: Awaited<ReturnType<typeof page>>, selector: string) =>
  $(selector)
    .toArray()
    .map((one) => $(one).text().replace(/\s+/g, ' ').trim());

const weight = { low: 0, normal: 1, high: 2 };
const timeOf = ({ due_time }: Task) => due_time?.getTime() ?? Number.MAX_SAFE_INTEGER;
const byTime = (a: Task, b: Task) => timeOf(a) - timeOf(b) || weight[b.priority] - weight[a.priority] || a.id - b.id;
const byPressure = (a: Task, b: Task) =>
  weight[b.priority] - weight[a.priority] ||
  Number(a.due_date) - Number(b.due_date) ||
  timeOf(a) - timeOf(b) ||
  a.id - b.id;

describe('the rows of today', () => {
  test('stand below a sentence, in one ranked list', async () => {
    const { id: contact_id } = await addPerson({ first_name: 'Ewa', last_name: 'Nowak', phone: '+48 960 000 100' });
    await addPerson({ first_name: 'Quiet', email: 'quiet@example.com' });
    await addPerson({ first_name: 'Gone', status: 'churned' });
    await addTask('Today', '2026-03-12', { due_time: new Date('1970-01-01T14:30:00Z') });
    await addTask('Late', '2026-03-09', { contact_id });
    await addTask('Tomorrow', '2026-03-13');
    await addTask('Was late', '2026-03-01', { status: 'done', completed_at: new Date('2026-03-05T09:00:00Z') });
    const $ = await page();
    expect($('.today-sentence').text()).toBe('1 task is late, 1 more is due today and 1 person has no next step.');
    expect(textsOf($, '.today-list .row-title')).toEqual(['Late', 'Today', 'Quiet']);
    expect(textsOf($, '.today-list .dot')).toEqual(['3 days late', 'Today, 14:30', 'Nothing planned']);
    expect(textsOf($, '.row-verb').map((text) => text.split(' ')[0])).toEqual(['Call', 'Open', 'Email']);
    expect(
      $('.row-verb')
        .map((_, link) => $(link).attr('href'))
        .get(),
    ).toEqual(['tel:+48960000100', expect.stringMatching(/^\/tasks\/\d+\/edit\//), 'mailto:quiet@example.com']);
    expect(textsOf($, '.row-actions > form .btn').map((text) => text.split(' ')[0])).toEqual(['Done', 'Done']);
    expect(textsOf($, '.upcoming .row-title')).toEqual(['Tomorrow']);
  });

  test('lead to a task of tomorrow for whom nothing is planned', async () => {
    const { id } = await addPerson({ first_name: 'Quiet' });
    const plan = (await page())('.row-verb').attr('href') ?? '';
    const $ = dom(await browser.get(plan));
    expect($('[name=due]:checked').val()).toBe('tomorrow');
    expect($('[name=contact]').val()).toBe(String(id));
    await browser.post('/quick-add/task/', { title: 'Call', due: 'tomorrow', contact: id, back: '/dashboard/' });
    expect(textsOf(await page(), '.upcoming .row-title')).toEqual(['Call']);
  });

  test('say whom it is about, where they work and what was said last; the title leads there', async () => {
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    const person = { first_name: 'Jan', last_name: 'Kowalski', email: 'jan@example.com', company_id: company.id };
    const { id: contact_id } = await addPerson(person);
    await addNote(contact_id, new Date('2026-03-01T09:00:00Z'), 'Older');
    await addNote(contact_id, new Date('2026-03-11T09:00:00Z'), 'Wants six tables,\nand the price.');
    const { id } = await addTask('Price of stools', '2026-03-12', { contact_id });
    await addTask('Follow up with Jan Kowalski', '2026-03-12', { contact_id });
    const $ = await page();
    const [row, second] = [$(`[data-row=task-${id}]`), $('.today-row').eq(1)];
    expect(row.find('.row-title').attr('href')).toBe(`/contacts/${contact_id}/`);
    expect(row.find('.row-verb').attr('href')).toBe('mailto:jan@example.com');
    expect(row.find('.today-row-contact').text()).toBe('Jan Kowalski');
    expect(row.find('.today-row-company').text()).toBe('Dąb');
    expect(row.find('.row-said').text().replace(/\s+/g, ' ')).toContain('yesterday: Wants six tables, and the price.');
    const links = row.find('.menu-panel a').map((_, link) => $(link).attr('href'));
    expect(links.get()).toEqual([
      `/contacts/${contact_id}/interactions/create/?type=email&back=%2Fdashboard%2F`,
      `/tasks/${id}/edit/?back=%2Fdashboard%2F`,
    ]);
    // A title that says the name is not followed by it.
    expect(second.find('.today-row-contact')).toHaveLength(0);
  });

  test('have a verb each, and only the first has the primary color', async () => {
    for (const due of ['2026-03-01', '2026-03-12', '2026-03-12']) await addTask('x', due);
    await addPerson({ first_name: 'Ada' });
    const $ = await page();
    for (const row of $('.today-row').toArray()) expect($(row).find('.row-verb')).toHaveLength(1);
    // The question whether to log a call is hidden until a call was made.
    expect($('main .btn-primary').not('[hidden] *')).toHaveLength(1);
    expect($('.today-row').first().find('.row-verb.btn-primary')).toHaveLength(1);
  });

  test('are at most eight; the rest is counted and linked', async () => {
    for (let i = 0; i < 7; i++) await addTask('Late', '2026-03-01');
    for (let i = 0; i < 3; i++) await addTask('Today', '2026-03-12');
    await addPerson({ first_name: 'Ada' });
    await addPerson({ first_name: 'Ewa' });
    const $ = await page();
    expect($('.today-row')).toHaveLength(8);
    expect(textsOf($, '.today-more a')).toEqual(['2 tasks for today', '2 people without a next step']);
    for (const link of $('.today-more a').toArray()) {
      const href = $(link).attr('href') ?? '';
      const target = dom(await browser.get(href));
      if (href.includes('#')) expect(target(href.slice(href.indexOf('#')))).toHaveLength(1);
      else expect(target('.who-name')).toHaveLength(2);
    }
  });

  test('complete a task and ask what follows, without scripts', async () => {
    const { id } = await addTask('Call the bank', '2026-03-12');
    const form = (await page())('.today-row form').first();
    const fields = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
    const response = await browser.post(form.attr('action') ?? '', fields);
    expect(response.status).toBe(303);
    expect(response.headers['location']).toMatch(
      new RegExp(`^/tasks/${id}/follow-up/\\?act=\\d+&back=%2Fdashboard%2F$`),
    );
    const left = await page();
    expect(left('.today-row')).toHaveLength(0);
    expect(textsOf(left, '.done-list a')).toEqual(['Call the bank']);
    expect(left('.done-recently').text()).toContain('1 task today');
    expect(await sql('SELECT id FROM tasks WHERE status = $1', ['done'])).toEqual([{ id }]);
  });

  test('of more than three hundred open tasks are counted exactly', async () => {
    const row = { user_id: alice.id, title: 'x', due_date: new Date('2026-03-01') };
    await db.task.createMany({ data: Array.from({ length: 310 }, () => row) });
    await addTask('Today', '2026-03-12');
    const $ = await page();
    expect($('.today-sentence').text()).toBe('310 tasks are late and 1 more is due today.');
    expect(textsOf($, '.today-more a')).toEqual(['302 late tasks', '1 task for today']);
  });

  test('are counted up to a thousand, in both languages', async () => {
    const row = { user_id: alice.id, title: 'x' };
    const many = (count: number, due: string) =>
      db.task.createMany({
        data: Array.from({ length: count }, () => ({ ...row, due_date: new Date(due) })),
      });
    await many(1_002, '2026-03-01');
    await many(1_500, '2026-03-12');
    await many(1_001, '2026-03-13');
    const $ = await page();
    expect($('.today-sentence').text()).toBe('1,000+ tasks are late and 1,000+ more are due today.');
    expect(textsOf($, '.today-more a')).toEqual(['994 late tasks', '1,000+ tasks for today']);
    expect($('.upcoming .card-more').text()).toBe('See all 1,000+ tasks');
    await sql("UPDATE profiles SET locale = 'pl'");
    const polish = await page();
    expect(polish('.today-sentence').text()).toBe('1000+ zadań jest po terminie, a 1000+ kolejnych jest na dziś.');
    expect(textsOf(polish, '.today-more a')).toEqual(['994 zadania po terminie', '1000+ zadań na dziś']);
  });

  test.each(['2026-03-01', '2026-03-12'])(
    'takes the first eight of many due until %s, in the order of the ranking',
    async (until) => {
      const priorities = ['low', 'normal', 'high'] as const;
      const times = [null, new Date('1970-01-01T09:00:00Z'), new Date('1970-01-01T08:00:00Z')];
      // Far more of one kind than are shown, and ties in all.
      for (let i = 0; i < 60; i++) {
        const due = new Date(Date.parse(until) - (until === '2026-03-12' ? 0 : (i % 4) * 86_400_000));
        const priority = priorities[i % 7 === 0 ? 2 : i % 2] as 'low';
        await addTask(`${i}`, due.toISOString(), { priority, due_time: times[i % 3] ?? null });
      }
      const inOrder = (await db.task.findMany()).sort(until === '2026-03-12' ? byTime : byPressure);
      const expected = inOrder.slice(0, 8).map(({ title }) => title);
      expect(textsOf(await page(), '.today-list .row-title')).toEqual(expected);
    },
  );

  test('order late tasks by priority, then the oldest first', async () => {
    await addTask('yesterday', '2026-03-11');
    await addTask('old', '2026-02-01');
    await addTask('old but low', '2026-01-01', { priority: 'low' });
    await addTask('pressing', '2026-03-11', { priority: 'high' });
    await addTask('pressing and old', '2026-03-01', { priority: 'high' });
    const expected = ['pressing and old', 'pressing', 'old', 'yesterday', 'old but low'];
    expect(textsOf(await page(), '.today-list .row-title')).toEqual(expected);
  });

  test('order tasks of today by time, then by priority', async () => {
    const at = (time: string) => ({ due_time: new Date(`1970-01-01T${time}:00Z`) });
    await addTask('low', '2026-03-12', { priority: 'low' });
    await addTask('some time', '2026-03-12');
    await addTask('pressing', '2026-03-12', { priority: 'high' });
    await addTask('afternoon', '2026-03-12', { ...at('15:30'), priority: 'high' });
    await addTask('morning', '2026-03-12', { ...at('09:05'), priority: 'low' });
    await addTask('midnight', '2026-03-12', at('00:00'));
    const expected = ['midnight', 'morning', 'afternoon', 'pressing', 'some time', 'low'];
    expect(textsOf(await page(), '.today-list .row-title')).toEqual(expected);
  });

  test('leave out a contact with a next step without a date until it is done', async () => {
    const { id: contact_id } = await addPerson({ first_name: 'Ada' });
    const { id } = await addTask('Some day', null, { contact_id });
    expect((await page())('.today-row')).toHaveLength(0);
    await browser.post(`/tasks/${id}/toggle/`);
    expect(textsOf(await page(), '.today-list .row-title')).toEqual(['Ada']);
  });
});

describe('today in the time zone of the user', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-12T22:30:00Z', '2026-03-12'],
    ['America/Los_Angeles', '2026-03-13T06:30:00Z', '2026-03-12'],
    ['Pacific/Auckland', '2026-03-12T10:30:00Z', '2026-03-12'],
    // The nights in which clocks change.
    ['Europe/Warsaw', '2026-03-28T22:30:00Z', '2026-03-28'],
    ['Europe/Warsaw', '2026-03-29T21:30:00Z', '2026-03-29'],
    ['Europe/Warsaw', '2026-10-25T22:30:00Z', '2026-10-25'],
    ['America/Los_Angeles', '2026-11-02T07:30:00Z', '2026-11-01'],
    ['Pacific/Auckland', '2026-04-05T11:30:00Z', '2026-04-05'],
  ])('at 23:30 in %s (%s) a task due on %s is due today, not late', async (time_zone, instant, today) => {
    now = new Date(instant);
    const user = await createUser(app, 'zoe', { time_zone });
    const data = { user_id: user.id, title: 'x', due_date: new Date(today), completed_at: null };
    await dbOf(app, user).task.create({ data });
    await dbOf(app, user).task.create({ data: { ...data, title: 'done', status: 'done', completed_at: now } });
    const $ = await page(await signedIn(app, user));
    expect($('.today-sentence').text()).toBe('1 task is due today.');
    expect($('.today-row-today')).toHaveLength(1);
    expect($('.done-recently').text()).toContain('1 task today');
  });

  test('shows tasks completed before midnight as yesterday’s, and none of the day before', async () => {
    await addTask('Evening', null, { status: 'done', completed_at: new Date('2026-03-11T22:59:00Z') });
    await addTask('Past midnight', null, { status: 'done', completed_at: new Date('2026-03-11T23:01:00Z') });
    await addTask('Two days ago', null, { status: 'done', completed_at: new Date('2026-03-10T22:59:00Z') });
    const $ = await page();
    expect(textsOf($, '.done-list a')).toEqual(['Past midnight', 'Evening']);
    expect($('.done-recently').text()).toContain('1 task today, 1 task yesterday');
  });
});

test('the counts by status lead to the lists that they count', async () => {
  for (const status of ['lead', 'lead', 'customer', 'churned'] as const) await addPerson({ first_name: 'A', status });
  const $ = await page();
  expect(textsOf($, '.status-count')).toEqual(['Lead 2', 'Prospect 0', 'Customer 1', 'Former customer 1']);
  for (const link of $('.status-count').toArray()) {
    const list = dom(await browser.get($(link).attr('href') ?? ''));
    expect(String(list('.who-name').length)).toBe($(link).find('.status-count-number').text());
  }
});

test('shows the latest five notes and the newest five contacts', async () => {
  for (let i = 1; i <= 7; i++) {
    const created_at = new Date(`2026-03-0${i}T10:00:00Z`);
    const { id } = await addPerson({ first_name: `P${i}`, created_at });
    await addNote(id, new Date(`2026-02-0${8 - i}T10:00:00Z`), `Said ${i}`);
  }
  const $ = await page();
  expect(textsOf($, '.newest .who-name')).toEqual(['P7', 'P6', 'P5', 'P4', 'P3']);
  expect(textsOf($, '.recent-text')).toEqual(['Said 1', 'Said 2', 'Said 3', 'Said 4', 'Said 5']);
});

describe('a new account', () => {
  test('has three first steps that are ticked when done and then disappear', async () => {
    const count = async () => textsOf(await page(), '.steps-count')[0];
    expect(await count()).toBe('0 of 3 done');
    const ada = await addPerson({ first_name: 'Ada' });
    expect(await count()).toBe('1 of 3 done');
    const links = (await page())('.first-step-link').toArray();
    const { id } = await addTask('Some day', null);
    expect(await count()).toBe('2 of 3 done');
    await addNote(ada.id, now);
    expect(await count()).toBeUndefined();
    await db.task.delete({ where: db.key(id) });
    expect(await count()).toBe('2 of 3 done');
    for (const { attribs } of links) expect((await browser.get(attribs['href'] ?? '')).status).toBe(200);
  });

  test('offers examples only while it is empty', async () => {
    expect((await page())('form.sample-fill').attr('action')).toBe('/sample/fill/');
    await addPerson({ first_name: 'Ada' });
    expect((await page())('form.sample-fill')).toHaveLength(0);
  });

  test('has "Add Contact" as the first link to the form', async () => {
    for (const visitor of [browser, await signedIn(app, await createUser(app, 'pl', { locale: 'en' }))]) {
      const $ = await page(visitor);
      // As Playwright's `text=` looks: the first of the innermost elements.
      const says = (one: Parameters<typeof $>[0]) => /add contact/i.test($(one).text());
      const first = $('body *')
        .toArray()
        .find((one) => says(one) && !$(one).children().toArray().some(says));
      expect($(first).closest('a').attr('href')).toBe('/contacts/create/');
      await addPerson({ first_name: 'Ada' });
    }
  });
});

test('when everything is done, the page says so and names the next task', async () => {
  const { id: contact_id } = await addPerson({ first_name: 'Ada' });
  await addNote(contact_id, now);
  await addTask('Call Ada', '2026-03-14', { contact_id });
  const $ = await page();
  expect($('.today-sentence').text()).toBe('Nothing’s waiting for you today.');
  expect($('.all-clear').text()).toContain('Next up, in 2 days: Call Ada.');
});

test('in Polish', async () => {
  const user = await createUser(app, 'ola', { locale: 'pl' });
  for (let i = 0; i < 3; i++) {
    await dbOf(app, user).task.create({ data: { user_id: user.id, title: 'x', due_date: new Date('2026-03-10') } });
  }
  const $ = await page(await signedIn(app, user));
  expect($('.today-sentence').text()).toBe('3 zadania są po terminie.');
  expect(textsOf($, '.today-list .dot')[0]).toBe('2 dni po terminie');
});

test('shows nothing of another user', async () => {
  const bob = await createUser(app, 'bob');
  await addTask('Secret task', '2026-03-12');
  await addTask('Secret done', null, { status: 'done', completed_at: now });
  const { id } = await addPerson({ first_name: 'Secret person' });
  await addNote(id, now, 'Secret note');
  const response = await (await signedIn(app, bob)).get('/dashboard/');
  expect(response.text).not.toContain('Secret');
});

test('takes the same few SQL statements with many records', async () => {
  const fill = async () => {
    const { id: contact_id } = await addPerson({ first_name: 'Ada' });
    await addNote(contact_id, now);
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    await addPerson({ first_name: 'Quiet', company_id: company.id });
    await addTask('Late', '2026-03-01', { contact_id });
    await addTask('Today', '2026-03-12', { contact_id });
    await addTask('Soon', '2026-03-13', { contact_id });
    await addTask('Done', '2026-03-11', { contact_id, status: 'done', completed_at: now });
  };
  await fill();
  await page();
  const few = await statementsOf(() => browser.get('/dashboard/'));
  for (let i = 0; i < 15; i++) await fill();
  const many = await statementsOf(() => browser.get('/dashboard/'));
  expect(many.length).toBe(few.length);
  // One of the page; the session, the user and the number in the menu are of every page.
  expect(many.filter((text) => text.includes('contact_counts'))).toHaveLength(1);
  expect(many.length).toBeLessThanOrEqual(4);
});
