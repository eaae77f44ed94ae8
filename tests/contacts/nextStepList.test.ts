import { beforeEach, describe, expect, test } from 'vitest';
import type { ContactStatus } from '../../src/contacts/contacts.schema.ts';
import { readToday } from '../../src/dashboard/today.service.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const clock = { now: new Date('2026-11-22T16:00:00Z') };

beforeEach(() => {
  clock.now = new Date('2026-11-22T16:00:00Z');
});
const { alice, browser, db } = await useSignedIn({ clock: () => clock.now });

/** A person with open tasks on these days; a day `null` is a task without one. */
async function add(first_name: string, days: (string | null)[], status: ContactStatus = 'lead'): Promise<number> {
  const { id } = await db.contact.create({ data: { user_id: alice.id, first_name, status } });
  for (const day of days) {
    const data = { user_id: alice.id, contact_id: id, title: 'x', due_date: day === null ? null : new Date(day) };
    await db.task.create({ data });
  }
  return id;
}

async function seed(): Promise<void> {
  await add('None', []);
  await add('Undated', [null]);
  await add('Later', ['2026-12-24', null]);
  await add('Tomorrow', ['2026-11-23'], 'customer');
  await add('Today', ['2026-11-30', '2026-11-22']);
  await add('Late', ['2026-11-21', '2026-11-22'], 'customer');
}

async function names(query: string): Promise<string[]> {
  const response = await browser.get(`/contacts/${query}`);
  expect(response.status).toBe(200);
  const $ = dom(response);
  return $('.who-name')
    .toArray()
    .map((one) => $(one).text());
}

describe('the contact list by next step', () => {
  beforeEach(seed);

  test('sorts late, today, later by date, without a date, none', async () => {
    expect(await names('?sort=next')).toEqual(['Late', 'Today', 'Tomorrow', 'Later', 'Undated', 'None']);
  });

  test.each([
    ['late', ['Late']],
    ['today', ['Today']],
    ['later', ['Tomorrow', 'Later', 'Undated']],
    ['none', ['None']],
    ['soon', ['Late', 'Today', 'Tomorrow', 'Later', 'Undated', 'None']],
  ])('filtered by %s lists %j', async (next, people) => {
    expect(await names(`?sort=next&next=${next}`)).toEqual(people);
  });

  test('combines the filter with status, search and order', async () => {
    expect(await names('?next=later&status=customer')).toEqual(['Tomorrow']);
    expect(await names('?next=later&search=late')).toEqual(['Later']);
    expect(await names('?next=later&sort=name')).toEqual(['Later', 'Tomorrow', 'Undated']);
    expect(await names('?next=none&status=customer')).toEqual([]);
    const $ = dom(await browser.get('/contacts/?next=late&status=customer&search=late&sort=next'));
    expect(
      $('.list-search input[type=hidden]')
        .toArray()
        .map((field) => $(field).val()),
    ).toEqual(['customer', 'late', 'next']);
    expect($('.chip-dot[aria-current]').attr('href')).toBe('/contacts/?status=customer&search=late&sort=next');
  });

  test('leaves churned contacts out of those without a next step, as the dashboard does, unless their status is chosen', async () => {
    await add('Gone', [], 'churned');
    await add('Other', []);
    expect(await names('?sort=name&next=none')).toEqual(['None', 'Other']);
    expect((await readToday(db, momentIn('UTC', clock.now))).people.unplanned).toBe(2);
    const $ = dom(await browser.get('/contacts/?next=none'));
    expect(await names(String($('.list-note a').attr('href')).replace('/contacts/', ''))).toEqual(['Gone']);
    expect(await names('?next=none&status=churned')).toEqual(['Gone']);
    expect(dom(await browser.get('/contacts/?next=none&status=churned'))('.list-note')).toHaveLength(0);
  });

  test('every dot has its words', async () => {
    const $ = dom(await browser.get('/contacts/?sort=next'));
    const dots = $('tbody .dot')
      .toArray()
      .map((dot) => [$(dot).attr('class'), $(dot).text()]);
    expect(dots).toEqual([
      ['dot dot-late', '1 day late'],
      ['dot dot-today', 'today'],
      ['dot dot-later', 'tomorrow'],
      ['dot dot-later', 'in 5 weeks'],
      ['dot dot-later', 'no date'],
      ['dot dot-none', 'nothing planned'],
    ]);
  });

  test('a task due today is still due today at 23:30', async () => {
    clock.now = new Date('2026-11-22T22:30:00Z');
    expect(await names('?next=today')).toEqual(['Today']);
    clock.now = new Date('2026-11-22T23:30:00Z');
    expect(await names('?next=today')).toEqual(['Tomorrow']);
  });
});

test('lists every contact once across pages, also with equal dates', async () => {
  const expected: string[] = [];
  for (let i = 0; i < 45; i++) {
    const day = [['2026-11-22'], [null], []][i % 3] ?? [];
    await add(`P${i}`, day);
  }
  for (const rest of [0, 1, 2]) for (let i = rest; i < 45; i += 3) expected.push(`P${i}`);
  const seen = [
    ...(await names('?sort=next')),
    ...(await names('?sort=next&page=2')),
    ...(await names('?sort=next&page=3')),
  ];
  expect(seen).toEqual(expected);
  expect(await names('?next=today')).toHaveLength(15);
});

describe('the page of a company', () => {
  async function company(): Promise<number> {
    const { id } = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    return id;
  }

  const say = (contact_id: number, content: string, day: number) =>
    db.interaction.create({
      data: { user_id: alice.id, contact_id, content, occurred_at: new Date(Date.UTC(2026, 9, day)) },
    });

  test('shows the next steps of its people and its ten latest interactions', async () => {
    const id = await company();
    const [ewa, jan, stranger] = [await add('Ewa', ['2026-11-21']), await add('Jan', []), await add('Other', [])];
    await db.contact.updateMany({ where: { id: { in: [ewa, jan] } }, data: { company_id: id } });
    for (let day = 1; day <= 14; day++) await say(day % 2 ? ewa : jan, `day ${day}`, day);
    await say(stranger, 'not theirs', 20);
    const $ = dom(await browser.get(`/companies/${id}/`));
    const said = $('.timeline .user-text')
      .toArray()
      .map((text) => $(text).text());
    expect(said).toEqual(Array.from({ length: 10 }, (_, i) => `day ${14 - i}`));
    expect($('.timeline-meta a').first().text()).toBe('Jan');
    expect(
      $('.person .dot')
        .toArray()
        .map((dot) => $(dot).text()),
    ).toEqual(['1 day late', 'nothing planned']);
  });

  test('takes the same number of SQL statements with many people and long texts', async () => {
    const id = await company();
    const join = (people: number[]) =>
      db.contact.updateMany({ where: { id: { in: people } }, data: { company_id: id } });
    const first = await add('First', []);
    await join([first]);
    await say(first, 'x', 1);
    await browser.get(`/companies/${id}/`);
    const few = await statementsOf(() => browser.get(`/companies/${id}/`));
    const more = [];
    for (let i = 0; i < 15; i++) more.push(await add(`P${i}`, ['2026-11-30']));
    await join(more);
    for (const person of more) await say(person, 'x', 2);
    expect((await statementsOf(() => browser.get(`/companies/${id}/`))).length).toBe(few.length);
    expect(await statementsOf(() => browser.get('/contacts/?sort=next'))).toHaveLength(2);
    expect(await statementsOf(() => browser.get('/contacts/?next=none'))).toHaveLength(2);
  });
});
