import { describe, expect, test } from 'vitest';
import { birthdayDetails, birthdayText, parseBirthday } from '../../src/contacts/birthday.ts';

const today = '2026-03-10';
const read = (text: string) => {
  const parsed = parseBirthday(text, today);
  return parsed.ok ? parsed.value : parsed.problem;
};

describe('a birthday', () => {
  test.each([
    ['', ''],
    ['17.05.1985', '1985-05-17'],
    ['17.5.1985 r.', '1985-05-17'],
    ['17-05-1985', '1985-05-17'],
    ['1985-05-17', '1985-05-17'],
    ['19850517', '1985-05-17'],
    ['17.05.85', '1985-05-17'],
    ['01.02.26', '2026-02-01'],
    ['17.05', '--05-17'],
    ['17.05.', '--05-17'],
    ['--05-17', '--05-17'],
    ['--0517', '--05-17'],
    ['5/17', '--05-17'],
    ['17/5', '--05-17'],
    ['5/17/1985', '1985-05-17'],
    ['5/5/1985', '1985-05-05'],
    ['17 maja', '--05-17'],
    ['17 maja 1985', '1985-05-17'],
    ['17 maja 1985 r.', '1985-05-17'],
    ['1 PAŹDZIERNIKA', '--10-01'],
    ['May 17', '--05-17'],
    ['May 17th, 1985', '1985-05-17'],
    ['17 Sept. 1985', '1985-09-17'],
    ['29.02', '--02-29'],
    ['29.02.1984', '1984-02-29'],
    ['10.03.2026', '2026-03-10'],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  test.each([
    ['30.02', 'contacts.error.birthday'],
    ['29.02.1985', 'contacts.error.birthday'],
    ['17.13.1985', 'contacts.error.birthday'],
    ['0.1.1985', 'contacts.error.birthday'],
    ['17.05.0985', 'contacts.error.birthday'],
    ['1985', 'contacts.error.birthday'],
    ['maj', 'contacts.error.birthday'],
    ['17 maja 85 lub 86', 'contacts.error.birthday'],
    ['17 xyz', 'contacts.error.birthday'],
    ['99 maja', 'contacts.error.birthday'],
    ['nie wiem', 'contacts.error.birthday'],
    ["'; --", 'contacts.error.birthday'],
    ['🎂', 'contacts.error.birthday'],
    ['5/7', 'contacts.error.birthdayOrder'],
    ['5/7/1985', 'contacts.error.birthdayOrder'],
    ['11.03.2026', 'contacts.error.birthdayFuture'],
    ['2999-01-01', 'contacts.error.birthdayFuture'],
  ])('%s is refused', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  test.each(['en', 'pl'] as const)('is read again as it is shown, in %s', (locale) => {
    for (let month = 1; month <= 12; month++) {
      const date = `${String(month).padStart(2, '0')}-05`;
      expect(read(birthdayText(locale, `1985-${date}`))).toBe(`1985-${date}`);
      expect(read(birthdayText(locale, `--${date}`))).toBe(`--${date}`);
    }
  });
});

test('a birthday is shown in the language of the user', () => {
  expect(birthdayText('pl', '1985-05-17')).toBe('17 maja 1985');
  expect(birthdayText('en', '--05-17')).toBe('17 May');
  expect(birthdayText('pl', 'typed text')).toBe('typed text');
});

test.each([
  ['1985-05-17', '2026-03-10', { age: 40, next: '2026-05-17' }],
  ['1985-03-10', '2026-03-10', { age: 41, next: '2026-03-10' }],
  ['1985-03-09', '2026-03-10', { age: 41, next: '2027-03-09' }],
  ['--03-13', '2026-03-10', { age: undefined, next: '2026-03-13' }],
  ['2000-02-29', '2026-02-27', { age: 25, next: '2026-02-28' }],
  ['2000-02-29', '2028-02-28', { age: 27, next: '2028-02-29' }],
  ['--02-29', '2026-03-01', { age: undefined, next: '2027-02-28' }],
])('somebody born on %s, seen on %s', (birthday, day, about) => {
  expect(birthdayDetails(birthday, day)).toEqual(about);
});
