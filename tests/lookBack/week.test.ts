import { expect, test } from 'vitest';
import { momentIn } from '../../src/i18n/dates.ts';
import { parseWeek } from '../../src/lookBack/week.ts';

const week = (given: unknown, zone: string, now: string) => parseWeek(given, momentIn(zone, new Date(now)));

test.each([
  // The weeks in which the clocks change have an hour less, and one more.
  ['Europe/Warsaw', '2026-03-25', '2026-03-22T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['Europe/Warsaw', '2026-10-19', '2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['America/New_York', '2026-11-01', '2026-10-26T04:00:00Z', '2026-11-02T05:00:00Z'],
  ['Asia/Kathmandu', '2026-03-25', '2026-03-22T18:15:00Z', '2026-03-29T18:15:00Z'],
  ['Pacific/Auckland', '2026-04-05', '2026-03-29T11:00:00Z', '2026-04-05T12:00:00Z'],
])('in %s the week of %s', (zone, date, from, to) => {
  const { from: began, to: ended } = week(date, zone, '2026-12-01T12:00:00Z');
  expect([began, ended]).toEqual([new Date(from), new Date(to)]);
});

test.each([undefined, '', 'junk', '2027-01-01', ['2026-01-01'], '2026-02-30'])('%j is the present week', (given) => {
  expect(week(given, 'Europe/Warsaw', '2026-03-12T12:00:00Z')).toMatchObject({
    ...{ monday: '2026-03-09', sunday: '2026-03-15', until: '2026-03-12', isPresent: true },
  });
});
