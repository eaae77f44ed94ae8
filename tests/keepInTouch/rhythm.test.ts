import { describe, expect, test } from 'vitest';
import { translator } from '../../src/i18n/translate.ts';
import { rhythm, rhythmText } from '../../src/keepInTouch/rhythm.ts';
import { parseRhythm } from '../../src/keepInTouch/rhythmWords.ts';
import { snoozedUntil } from '../../src/keepInTouch/snooze.schema.ts';
import { getFormText } from '../../src/validation/formFields.ts';

describe('the field', () => {
  test.each([
    [undefined, null],
    ['', null],
    [['', '45'], null],
    ['30', 30],
    [['other', ' 45 '], 45],
    [['7', '45'], 7],
    [3650, 3650],
  ])('%j is %s', (given, days) => {
    expect(rhythm.parse(given)).toBe(days);
  });

  test.each([
    ['other'],
    [['other', '']],
    ['0'],
    ['3651'],
    ['-7'],
    ['1.5'],
    ['99999999999'],
    ['7\0'.repeat(9)],
    [['other', "'; --"]],
  ])('refuses %j', (given) => {
    expect(rhythm.safeParse(given).error?.issues[0]?.message).toBe('keepInTouch.error.days');
  });

  test('shows again what was typed', () => {
    expect([['other', 'soon'], ['other', ''], ['30', 'soon'], { a: 1 }].map(getFormText(rhythm) as never)).toEqual([
      'soon',
      'other',
      '30',
      '',
    ]);
  });
});

test('is told in words', () => {
  const [en, pl] = [translator('en'), translator('pl')];
  expect([7, 365, 1, 45, null].map((days) => rhythmText(en, days))).toEqual([
    ...['every week', 'every year', 'every day', 'every 45 days', ''],
  ]);
  expect([14, 182, 22].map((days) => rhythmText(pl, days))).toEqual(['co 2 tygodnie', 'co pół roku', 'co 22 dni']);
});

test.each([
  ['30', 30],
  ['every 2 weeks', 14],
  ['Monthly', 30],
  ['co miesiąc', 30],
  ['co 3 miesiące', 91],
  ['12 months', 365],
  ['quarterly', 91],
  ['co rok', 365],
  ['5 dni', 5],
  ['sometimes', undefined],
  ['', undefined],
  ['30 45', undefined],
  ['9999 years', undefined],
])('an imported cell %s', (cell, days) => {
  expect(parseRhythm(cell)).toBe(days);
});

test('a snooze ends ahead of today', () => {
  const until = (given: unknown) => snoozedUntil(given, '2026-03-28');
  expect([{ for: 'week' }, { for: 'month' }, { for: 'none' }].map(until)).toEqual(['2026-04-04', '2026-04-27', null]);
  expect(until({ for: 'date', date: '29.03.2026' })).toBe('2026-03-29');
  expect([{}, { date: '2026-03-28' }, { for: 'x', date: 'x' }, { date: ['2027-01-01'] }, undefined].map(until)).toEqual(
    Array(5).fill(undefined),
  );
});
