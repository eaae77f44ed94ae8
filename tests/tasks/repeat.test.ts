import { describe, expect, test } from 'vitest';
import { nextInSeries, type Series, seriesStartAfterMove } from '../../src/tasks/repeat.ts';

const monthlyOn31 = { repeat: 'monthly', from: '2026-01-31' } as const;

/** The dates of a series, each made when the one before it is completed on its own day. */
function datesOf(series: Series, count: number): string[] {
  const dates = [series.from];
  while (dates.length < count)
    dates.push(nextInSeries(series, dates.at(-1) as string, dates.at(-1) as string) as string);
  return dates;
}

describe('the next date of a series', () => {
  test('on the 31st is the last day of a shorter month, then the 31st again', () => {
    expect(datesOf(monthlyOn31, 5)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(datesOf({ repeat: 'monthly', from: '2028-01-31' }, 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31']);
    expect(datesOf({ repeat: 'monthly', from: '2026-08-30' }, 8).slice(5)).toEqual([
      '2027-01-30',
      '2027-02-28',
      '2027-03-30',
    ]);
  });

  test('on 29 February is the 28th, then the 29th again in a leap year', () => {
    const dates = ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'];
    expect(datesOf({ repeat: 'yearly', from: '2028-02-29' }, 5)).toEqual(dates);
  });

  test.each([
    ['daily', '2026-03-29', '2026-03-30'],
    ['weekly', '2026-12-28', '2027-01-04'],
    ['monthly', '2026-12-15', '2027-01-15'],
    ['yearly', '2026-12-31', '2027-12-31'],
  ] as const)('%s from %s is %s', (repeat, from, next) => {
    expect(nextInSeries({ repeat, from }, from, from)).toBe(next);
  });

  test('counts from the due date, not from an early completion', () => {
    expect(nextInSeries({ repeat: 'weekly', from: '2026-03-02' }, '2026-03-09', '2026-03-05')).toBe('2026-03-16');
  });

  test('skips past dates, but not today', () => {
    const weekly = { repeat: 'weekly', from: '2026-03-02' } as const;
    expect(nextInSeries(weekly, '2026-03-02', '2026-03-22')).toBe('2026-03-23');
    expect(nextInSeries(weekly, '2026-03-02', '2026-03-23')).toBe('2026-03-23');
    expect(nextInSeries(weekly, '2026-03-02', '2026-03-24')).toBe('2026-03-30');
    expect(nextInSeries(monthlyOn31, '2026-01-31', '2026-03-01')).toBe('2026-03-31');
    expect(nextInSeries({ repeat: 'daily', from: '1999-01-01' }, '1999-01-01', '2026-03-24')).toBe('2026-03-24');
  });

  test('is undefined past the last date that forms accept', () => {
    expect(nextInSeries({ repeat: 'daily', from: '2199-12-01' }, '2199-12-30', '2026-11-18')).toBe('2199-12-31');
    expect(nextInSeries({ repeat: 'daily', from: '2199-12-01' }, '2199-12-31', '2026-11-18')).toBeUndefined();
    expect(nextInSeries({ repeat: 'yearly', from: '2026-02-28' }, '2199-02-28', '2026-11-18')).toBeUndefined();
  });

  test('of a postponed task stays in the series', () => {
    expect(nextInSeries({ repeat: 'monthly', from: '2026-01-01' }, '2026-03-03', '2026-03-03')).toBe('2026-04-01');
    expect(nextInSeries(monthlyOn31, '2026-02-01', '2026-02-01')).toBe('2026-02-28');
    expect(nextInSeries({ repeat: 'yearly', from: '2025-12-31' }, '2026-01-02', '2026-01-02')).toBe('2026-12-31');
    expect(nextInSeries({ repeat: 'weekly', from: '2026-03-02' }, '2026-03-04', '2026-03-04')).toBe('2026-03-09');
  });
});

describe('the start of a series after its task is moved', () => {
  test('stays when the task is postponed, and when that is undone', () => {
    expect(seriesStartAfterMove(monthlyOn31, '2026-02-28', '2026-03-02')).toBe('2026-01-31');
    expect(seriesStartAfterMove(monthlyOn31, '2026-03-02', '2026-02-28')).toBe('2026-01-31');
  });

  test('is the new date when the task is moved before its own date', () => {
    expect(seriesStartAfterMove({ repeat: 'monthly', from: '2026-01-10' }, '2026-03-10', '2026-03-05')).toBe(
      '2026-03-05',
    );
  });
});
