import { describe, expect, test } from 'vitest';
import { addDays, dateText, daysBetween, localDate } from '../../src/i18n/dates.ts';

describe('today', () => {
  test.each([
    // Warsaw is UTC+1, and UTC+2 from the last Sunday of March to that of October.
    ['Europe/Warsaw', '2026-01-15T22:59:59.999Z', '2026-01-15'],
    ['Europe/Warsaw', '2026-01-15T23:00:00Z', '2026-01-16'],
    ['Europe/Warsaw', '2026-07-15T21:59:59Z', '2026-07-15'],
    ['Europe/Warsaw', '2026-07-15T22:00:00Z', '2026-07-16'],
    ['Europe/Warsaw', '2026-03-28T23:30:00Z', '2026-03-29'],
    ['Europe/Warsaw', '2026-03-29T21:30:00Z', '2026-03-29'],
    ['Europe/Warsaw', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['Europe/Warsaw', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['Europe/Warsaw', '2026-10-25T22:59:00Z', '2026-10-25'],
    ['Europe/Warsaw', '2026-10-25T23:00:00Z', '2026-10-26'],
    ['America/Los_Angeles', '2026-01-01T07:59:59Z', '2025-12-31'],
    ['America/Los_Angeles', '2026-01-01T08:00:00Z', '2026-01-01'],
    ['America/Los_Angeles', '2026-03-08T07:59:00Z', '2026-03-07'],
    ['America/Los_Angeles', '2026-03-09T06:59:00Z', '2026-03-08'],
    ['America/Los_Angeles', '2026-03-09T07:00:00Z', '2026-03-09'],
    ['America/Los_Angeles', '2026-11-02T07:59:00Z', '2026-11-01'],
    ['America/Los_Angeles', '2026-11-02T08:00:00Z', '2026-11-02'],
    ['Pacific/Auckland', '2026-01-01T10:59:59Z', '2026-01-01'],
    ['Pacific/Auckland', '2026-01-01T11:00:00Z', '2026-01-02'],
    ['Pacific/Auckland', '2026-04-04T11:00:00Z', '2026-04-05'],
    ['Pacific/Auckland', '2026-04-05T11:59:00Z', '2026-04-05'],
    ['Pacific/Auckland', '2026-04-05T12:00:00Z', '2026-04-06'],
    ['Pacific/Auckland', '2026-09-26T12:00:00Z', '2026-09-27'],
    ['Pacific/Auckland', '2026-09-27T10:59:00Z', '2026-09-27'],
    ['Pacific/Auckland', '2026-09-27T11:00:00Z', '2026-09-28'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
    ['UTC', '2028-02-29T23:59:59Z', '2028-02-29'],
    ['UTC', '2028-03-01T00:00:00Z', '2028-03-01'],
  ])('in %s at %s is %s', (zone, at, date) => {
    expect(localDate(zone, new Date(at))).toBe(date);
  });
});

test.each([
  ['2026-03-28', '2026-03-30', 2],
  ['2026-10-24', '2026-10-26', 2],
  ['2026-12-31', '2027-01-01', 1],
  ['2028-02-28', '2028-03-01', 2],
  ['2026-05-05', '2026-05-05', 0],
  ['2026-05-05', '2026-05-01', -4],
])('from %s to %s is %i days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
  expect(addDays(from, days)).toBe(to);
});

test('a date column becomes its calendar date', () => {
  expect([dateText(new Date('2026-03-29')), dateText(null)]).toEqual(['2026-03-29', null]);
});
