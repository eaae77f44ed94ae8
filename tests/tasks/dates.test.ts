import { describe, expect, test } from 'vitest';
import { endOfWeek, momentIn, nextMonday, parseDate, parseTime, startOfDay } from '../../src/i18n/dates.ts';

describe('a moment', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-28T22:30:00Z', '2026-03-28', '23:30'],
    ['Europe/Warsaw', '2026-03-29T21:30:00Z', '2026-03-29', '23:30'],
    ['America/Los_Angeles', '2026-11-02T07:30:00Z', '2026-11-01', '23:30'],
    ['Pacific/Auckland', '2026-11-22T10:30:00Z', '2026-11-22', '23:30'],
    ['Pacific/Auckland', '2026-11-22T11:00:00Z', '2026-11-23', '00:00'],
    ['Asia/Kathmandu', '2026-01-01T18:15:00Z', '2026-01-02', '00:00'],
  ])('in %s at %s is %s %s', (zone, instant, today, time) => {
    expect(momentIn(zone, new Date(instant))).toMatchObject({ today, time });
  });

  test('refuses an unknown time zone', () => {
    expect(() => momentIn('Mars/Olympus', new Date())).toThrow(RangeError);
  });
});

test('a day begins with its clock, also when that skips midnight', () => {
  expect(startOfDay('2026-03-29', 'Europe/Warsaw').toISOString()).toBe('2026-03-28T23:00:00.000Z');
  expect(startOfDay('2026-03-30', 'Europe/Warsaw').toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(startOfDay('2026-09-06', 'America/Santiago').toISOString()).toBe('2026-09-06T04:00:00.000Z');
});

test('weeks end on Sunday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-28'].map(endOfWeek)).toEqual(['2026-11-22', '2026-11-29', '2026-11-29']);
  expect(['2026-11-22', '2026-11-23', '2026-11-28'].map(nextMonday)).toEqual([
    '2026-11-23',
    '2026-11-30',
    '2026-11-30',
  ]);
});

test.each([
  ['2026-03-31', '2026-03-31'],
  ['2026-3-1', '2026-03-01'],
  ['31.03.2026', '2026-03-31'],
  ['1. 3. 2026', '2026-03-01'],
  ['31/3/2026', '2026-03-31'],
  ['29.02.2028', '2028-02-29'],
  ['29.02.2026', undefined],
  ['2026-13-01', undefined],
  ['2026-00-10', undefined],
  ['31.03/2026', undefined],
  ['0026-03-31', undefined],
  ['9999-12-31', undefined],
  ['tomorrow', undefined],
])('reads the date %s as %s', (text, date) => {
  expect(parseDate(text)).toBe(date);
});

test.each([
  ['14:05', '14:05'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['09:30:00', '09:30'],
  ['24:00', undefined],
  ['12:60', undefined],
  ['noon', undefined],
])('reads the time %s as %s', (text, time) => {
  expect(parseTime(text)).toBe(time);
});
