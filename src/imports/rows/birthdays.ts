import { latestDate, parseBirthday } from '../../contacts/birthday.ts';
import { addDays } from '../../i18n/dates.ts';

export const dateOrders = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];

type BirthdayCell = { ok: true; value: string } | { ok: false; isAmbiguous: boolean };

/** Reads a birthday in the form in which it is stored. `order` is that of the numbers in 5/7/1985, if it is known. */
export function readBirthday(text: string, order: DateOrder | undefined): BirthdayCell {
  const date = tidyDate(text);
  const parsed = parseBirthday(inOrder(date, order), latestDate());
  if (parsed.ok) return parsed;
  const swapped = order ? undefined : swap(date);
  if (parsed.problem !== 'contacts.error.birthday' || !swapped)
    return { ok: false, isAmbiguous: parsed.problem === 'contacts.error.birthdayOrder' };
  const other = parseBirthday(swapped, latestDate());
  return other.ok ? other : { ok: false, isAmbiguous: false };
}

/** The order of day and month in the dates of a column; undefined when it stays ambiguous. */
export function findDateOrder(dates: Iterable<string>): DateOrder | undefined {
  const votes = { dmy: 0, mdy: 0 };
  for (const date of dates) {
    const [, first = 0, second = 0] = slashed.exec(tidyDate(date))?.map(Number) ?? [];
    if (first > 12 && second <= 12) votes.dmy++;
    if (second > 12 && first <= 12) votes.mdy++;
  }
  if (votes.dmy === votes.mdy) return undefined;
  return votes.dmy > votes.mdy ? 'dmy' : 'mdy';
}

const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(?:\d{4}|\d\d))?$/;
const numeric = /^(\d{1,2})\s?[./-]\s?(\d{1,2})((?:\s?[./-]\s?(?:\d{4}|\d\d))?)$/;
const time = /(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[AP]M)?(?:\s?(?:Z|GMT|UTC|[+-]\d{2}:?\d{2}))?)$/i;
const yearFirst = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/;
/** Spreadsheets store dates as days since 1899-12-30. */
const serial = /^(\d{4,5})(?:[.,]0+)?$/;

/** Apple's contacts write 1604 for an unknown year. */
function tidyDate(text: string): string {
  const date = text
    .replace(/^(?:1604|0000)-/, '--')
    .replace(/^(\d{1,2}[./-]\d{1,2})[./-]0000$/, '$1')
    .replace(/\s?\([^()]*\)$/, '')
    .replace(time, '')
    .replace(/^(\d\d)\s?(\d\d)\s?((?:19|20)\d\d)$/, '$1.$2.$3')
    .replace(/^(\d{4}[./-]\d{1,2}[./-]\d{1,2})\.$/, '$1')
    .replace(weekday, '')
    .replace(shortMonth, (_, day, month, year) => `${day} ${month} ${year.length === 2 ? fullYear(year) : year}`)
    .replace(
      romanMonth,
      (_, day, month, year = '') => `${day}.${romans.indexOf(month.toUpperCase()) + 1}${year && `.${year}`}`,
    )
    .replace(/^(?:ur|urodz|born|geb)\.?\s+/i, '');
  const [, year, month = '', day = ''] = yearFirst.exec(date) ?? [];
  if (year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [, days] = serial.exec(date) ?? [];
  return days && isSerial(days) ? addDays('1899-12-30', Number(days)) : date.replace(germanMonth, germanToEnglish);
}

const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun|pon|wt|śr|czw|pt|sob|ndz|niedz|mo|di|mi|do|fr|sa|so)\p{L}*[.,]?\s+(?=\p{L}*\s?\d)/iu;
/** 17-May-85 */
const shortMonth = /^(\d{1,2})[-/.](\p{L}{3,9})\.?[-/.](\d{4}|\d\d)$/u;
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
const romanMonth = /^(\d{1,2})[\s./-]+(I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?:[\s./-]+(\d{4}|\d\d))?$/i;

/** Two digits stand for the latest year that has begun. */
function fullYear(year: string): string {
  const now = latestDate();
  return `${Number(now.slice(0, 2)) - (year > now.slice(2, 4) ? 1 : 0)}${year}`;
}

/** 1985 is a year, not a day in 1905. */
const isSerial = (days: string) => days.length === 5 || Number(days) < 1_800 || Number(days) > 2_100;

const german: Record<string, string> = {
  januar: 'January',
  februar: 'February',
  märz: 'March',
  mai: 'May',
  juni: 'June',
  juli: 'July',
  oktober: 'October',
  dezember: 'December',
};
const germanMonth = new RegExp(`(?<!\\p{L})(?:${Object.keys(german).join('|')})(?!\\p{L})`, 'iu');
const germanToEnglish = (word: string) => german[word.toLowerCase()] ?? word;

function inOrder(date: string, order: DateOrder | undefined): string {
  if (!order || !slashed.test(date)) return date;
  return order === 'mdy' ? (swap(date) ?? date) : date.replaceAll('/', '.');
}

function swap(date: string): string | undefined {
  const [, first, second, year = ''] = numeric.exec(date) ?? [];
  return first ? `${second}.${first}${year.replace(/[\s/-]+/g, '.')}` : undefined;
}
