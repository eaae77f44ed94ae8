import { expect, test } from 'vitest';
import { periodOf } from '../../src/calendar/calendarDates.ts';

test.each([
  // February 2027 begins on a Monday and has four weeks.
  ['2027-02-14', 28, '2027-02-01', '2027-02-28'],
  ['2026-11-29', 42, '2026-10-26', '2026-12-06'],
  ['2026-12-31', 35, '2026-11-30', '2027-01-03'],
  ['2028-02-29', 35, '2028-01-31', '2028-03-05'],
  ['1900-01-01', 35, '1900-01-01', '1900-02-04'],
])('the month of %s has %i days, from %s to %s', (date, count, from, to) => {
  const { days } = periodOf('month', date);
  expect([days.length, days[0], days.at(-1)]).toEqual([count, from, to]);
  expect(new Set(days).size).toBe(count);
});

test('a week begins on Monday, also across a year and a change of clocks', () => {
  expect(periodOf('week', '2027-01-03')).toMatchObject({ first: '2026-12-28', last: '2027-01-03' });
  expect(periodOf('week', '2026-10-25').days).toHaveLength(7);
  expect(periodOf('week', '2026-03-29').days.at(-1)).toBe('2026-03-29');
});

test.each([
  ['month', '2026-01-31', '2025-12-01', '2026-02-01'],
  ['month', '1900-01-15', undefined, '1900-02-01'],
  ['month', '2199-12-31', '2199-11-01', undefined],
  ['week', '2026-01-01', '2025-12-22', '2026-01-05'],
  ['week', '2199-12-31', '2199-12-23', undefined],
] as const)('before and after the %s of %s', (view, date, previous, next) => {
  expect(periodOf(view, date)).toMatchObject({ previous, next });
});
