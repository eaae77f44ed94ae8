// Written by our own lines, read by ical.js.
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { FeedBirthday, FeedEntry, FeedTask } from '../../src/calendarFeed/feedContents.service.ts';
import { birthdayEvent, entryEvent, taskEvent } from '../../src/calendarFeed/feedEvents.ts';
import { type CalendarEvent, icalendar } from '../../src/calendarFeed/icalendar.ts';
import { translator } from '../../src/i18n/translate.ts';
import { naughtyStrings } from '../support/naughtyStrings.ts';

const [created_at, updated_at] = [new Date('2026-01-02T03:04:05Z'), new Date('2026-11-29T10:00:00Z')];
const nobody = { first_name: '', last_name: '', phone: '', address: '' };
const task: FeedTask = {
  ...nobody,
  id: 5,
  title: 'Call',
  description: 'About oak',
  due_date: new Date('2026-03-29'),
  due_time: null,
  created_at,
  updated_at,
};
const context = {
  t: translator('pl'),
  timeZone: 'Europe/Warsaw',
  origin: 'https://crm.example',
  userId: 3,
  details: false,
};

const read = (text: string) => new ICAL.Component(ICAL.parse(text));
const readOne = (event: CalendarEvent) =>
  new ICAL.Event(read(icalendar([event])).getFirstSubcomponent('vevent') as ICAL.Component);

test('a task without a time is its whole day', () => {
  const event = readOne(taskEvent(task, context));
  expect([event.startDate.toString(), event.endDate.toString()]).toEqual(['2026-03-29', '2026-03-30']);
  expect(event.startDate.isDate).toBe(true);
  expect(event.uid).toBe(`task-3-5-${created_at.getTime().toString(36)}@mini-crm`);
  expect(event.description).toBeFalsy();
});

test.each([
  // The clocks change at 2:00 on 29 March and at 3:00 on 25 October.
  ['2026-03-28', '09:00', '2026-03-28T08:00:00Z'],
  ['2026-03-29', '09:00', '2026-03-29T07:00:00Z'],
  ['2026-03-29', '02:30', '2026-03-29T01:30:00Z'],
  ['2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
  ['2026-10-25', '09:00', '2026-10-25T08:00:00Z'],
])('a task on %s at %s in Warsaw begins at %s', (date, time, begins) => {
  const timed = { ...task, due_date: new Date(date), due_time: new Date(`1970-01-01T${time}:00Z`) };
  expect(readOne(taskEvent(timed, context)).startDate.toString()).toBe(begins);
});

test('tells details only where they are wanted', () => {
  const full = { ...task, ...nobody, first_name: 'Żaneta', phone: '600 100 200', address: 'Leśna 5\n00-001 Łódź' };
  expect(icalendar([taskEvent(full, context)])).not.toMatch(/oak|600|Leśna/);
  const event = readOne(taskEvent(full, { ...context, details: true }));
  expect([event.summary, event.description, event.location]).toEqual([
    'Call – Żaneta',
    'About oak\nŻaneta\n600 100 200',
    'Leśna 5, 00-001 Łódź',
  ]);
});

test('a meeting takes an hour', () => {
  const entry: FeedEntry = {
    ...{ ...nobody, last_name: 'Lis' },
    ...{ id: 9, contact_id: 2, interaction_type: 'meeting', content: 'Oak', created_at, updated_at },
    occurred_at: new Date('2026-11-29T10:00:00Z'),
  };
  const event = readOne(entryEvent(entry, context));
  expect([event.summary, event.duration.toString()]).toEqual(['Spotkanie: Lis', 'PT1H']);
});

test.each([
  ['1986-05-17', '2000-05-17', ['2027-05-17', '2028-05-17']],
  ['2012-05-17', '2012-05-17', ['2027-05-17', '2028-05-17']],
  ['--12-31', '2000-12-31', ['2026-12-31', '2027-12-31']],
  ['1988-02-29', '2000-02-29', ['2027-02-28', '2028-02-29']],
])('the birthday %s begins on %s and comes back every year', (birthday, first, coming) => {
  const person: FeedBirthday = { ...nobody, first_name: 'Ewa', id: 2, birthday, created_at, updated_at };
  const event = readOne(birthdayEvent(person, context));
  expect([event.summary, event.startDate.toString()]).toEqual(['Urodziny: Ewa', first]);
  const found: string[] = [];
  const dates = event.iterator();
  for (let next = dates.next(); found.length < 2 && next; next = dates.next())
    if (next.toString() > '2026-11-29') found.push(next.toString());
  expect(found).toEqual(coming);
});

test('any text comes back, in lines of at most 75 octets that end in CRLF', () => {
  const texts = [...naughtyStrings, 'Zażółć gęślą jaźń; a, b \\ c\nd'.repeat(20), '👩‍👩‍👧'.repeat(60)];
  const file = icalendar(
    texts.map((title, id) => taskEvent({ ...task, id: id + 1, title }, context)),
    'Mini CRM',
  );
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  const events = read(file)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a file cannot hold
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b-\x1f\x7f]/g, '');
  expect(events.map(({ summary }) => summary)).toEqual(texts.map(plain));
});
