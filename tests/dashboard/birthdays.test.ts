import { beforeEach, describe, expect, test } from 'vitest';
import type { Prisma } from '../../src/db/generated/client.ts';
import { createUser, dbOf, dom, signedIn } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;

beforeEach(() => {
  now = new Date('2026-03-12T09:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

type Person = Omit<Prisma.ContactUncheckedCreateInput, 'user_id'>;
const add = (birthday: string, person: Person = {}) =>
  db.contact.create({ data: { user_id: alice.id, first_name: birthday, birthday, ...person } });

async function seenOn(instant: string): Promise<string[]> {
  now = new Date(instant);
  await browser.openSession(alice);
  return birthdays();
}

/** The lines of the card. */
async function birthdays(visitor = browser): Promise<string[]> {
  const $ = dom(await visitor.get('/dashboard/'));
  return $('.birthday, .birthdays-more')
    .toArray()
    .map((one) => $(one).text().replace(/\s+/g, ' ').trim());
}

test('of today and the next seven days are shown in their order, each once', async () => {
  for (const birthday of ['--03-19', '1986-03-13', '--03-12', '--03-11', '--03-20', '2000-03-12', '--09-12']) {
    await add(birthday);
  }
  await add('', { first_name: 'Nobody' });
  expect(await birthdays()).toEqual([
    'Today --03-12',
    'Today 2000-03-12 turns 26',
    'Tomorrow 1986-03-13 turns 40',
    'Thu 19 Mar --03-19',
  ]);
});

test('without any there is no card', async () => {
  await add('--05-01');
  expect(dom(await browser.get('/dashboard/'))('.birthdays')).toHaveLength(0);
});

test('are at most five, and the rest is counted', async () => {
  for (let i = 0; i < 8; i++) await add('--03-14', { first_name: `P${i}` });
  await add('--03-13', { first_name: 'First' });
  const lines = await birthdays();
  expect(lines).toHaveLength(6);
  expect([lines[0], lines[1], lines[5]]).toEqual(['Tomorrow First', 'Sat 14 Mar P0', 'and 4 more']);
  await sql("UPDATE profiles SET locale = 'pl'");
  expect((await birthdays()).at(-1)).toBe('i jeszcze 4');
});

test('lead to the person, to a call and to a message', async () => {
  const mobile = await add('--03-12', { first_name: 'A', phone: '+48 601 555 100', email: 'a@a.example' });
  await add('--03-13', { first_name: 'B', phone: '22 555 01 01', email: 'b@b.example' });
  await add('--03-14', { first_name: 'C' });
  const $ = dom(await browser.get('/dashboard/'));
  const links = $('.birthday')
    .toArray()
    .map((row) =>
      $(row)
        .find('a')
        .map((_, link) => $(link).attr('href'))
        .get(),
    );
  expect(links[0]).toEqual([`/contacts/${mobile.id}/`, 'tel:+48601555100', 'sms:+48601555100']);
  expect(links[1]?.slice(1)).toEqual(['tel:225550101', 'mailto:b@b.example']);
  expect(links[2]).toHaveLength(1);
});

describe('in the time zone of the user', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-12T22:59:30Z', 'Today --03-12'],
    ['Europe/Warsaw', '2026-03-12T23:00:30Z', undefined],
    ['America/Los_Angeles', '2026-03-13T06:59:30Z', 'Today --03-12'],
    ['Pacific/Auckland', '2026-03-11T11:00:30Z', 'Today --03-12'],
    ['Pacific/Auckland', '2026-03-11T10:59:30Z', 'Tomorrow --03-12'],
  ])('%s at %s: %s', async (time_zone, instant, line) => {
    now = new Date(instant);
    const zoe = await createUser(app, 'zoe', { time_zone });
    const data = { user_id: zoe.id, first_name: '--03-12', birthday: '--03-12' };
    await dbOf(app, zoe).contact.create({ data });
    expect((await birthdays(await signedIn(app, zoe)))[0]).toBe(line);
  });
});

describe('around New Year', () => {
  test.each([
    ['2026-12-31T22:59:00Z', ['Today --12-31', 'Tomorrow 1990-01-01 turns 37', 'Thu 7 Jan --01-07']],
    ['2026-12-31T23:01:00Z', ['Today 1990-01-01 turns 37', 'Thu 7 Jan --01-07', 'Fri 8 Jan --01-08']],
    ['2026-12-27T12:00:00Z', ['Thu 31 Dec --12-31', 'Fri 1 Jan 1990-01-01 turns 37']],
  ])('at %s', async (instant, lines) => {
    for (const birthday of ['--12-31', '1990-01-01', '--01-07', '--01-08']) await add(birthday);
    expect(await seenOn(instant)).toEqual(lines);
  });
});

describe('on 29 February', () => {
  test.each([
    // A year with that day, and three without.
    ['2028-02-28', ['Today --02-28', 'Tomorrow 1992-02-29 turns 36', 'Wed 1 Mar --03-01']],
    ['2028-02-29', ['Today 1992-02-29 turns 36', 'Tomorrow --03-01']],
    ['2026-02-28', ['Today --02-28', 'Today 1992-02-29 turns 34', 'Tomorrow --03-01']],
    ['2027-03-01', ['Today --03-01']],
    ['2100-02-25', ['Sun 28 Feb --02-28', 'Sun 28 Feb 1992-02-29 turns 108', 'Mon 1 Mar --03-01']],
  ])('seen on %s', async (today, lines) => {
    for (const birthday of ['1992-02-29', '--02-28', '--03-01']) await add(birthday);
    expect(await seenOn(`${today}T12:00:00Z`)).toEqual(lines);
  });
});

test('of another user are not shown', async () => {
  await add('--03-12', { first_name: 'Secret' });
  expect(await birthdays(await signedIn(app, await createUser(app, 'bob')))).toEqual([]);
});

test('of the future and of the same year have no age', async () => {
  await add('2026-03-12');
  await add('2030-03-12');
  expect(await birthdays()).toEqual(['Today 2026-03-12', 'Today 2030-03-12']);
});
