import { fold } from '../db/sql/fold.ts';
import { addDays } from '../i18n/dates.ts';
import { intlLocale, type Locale, locales } from '../i18n/translate.ts';

/** In the stored form: `1985-05-17`, or `--05-17` without the year. */
type Birthday = string;

type Problem = 'contacts.error.birthday' | 'contacts.error.birthdayOrder' | 'contacts.error.birthdayFuture';
export type ParsedBirthday = { ok: true; value: Birthday } | { ok: false; problem: Problem };

interface DateParts {
  day: number;
  month: number;
  year?: number | undefined;
}

const earliestYear = 1800;

/** The latest date that is "today" anywhere on Earth: the date in UTC+14. */
export function latestDate(): string {
  return new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
}

/**
 * Reads 17.05.1985, 1985-05-17, 17.05, --05-17, 17 maja, May 17, 1985. 5/7 is ambiguous and is refused. `today` is
 * `YYYY-MM-DD`.
 */
export function parseBirthday(text: string, today: string): ParsedBirthday {
  if (text === '') return { ok: true, value: '' };
  const parts = readIso(text) ?? readNumbers(text, today) ?? readMonthName(text);
  if (parts === 'ambiguous') return { ok: false, problem: 'contacts.error.birthdayOrder' };
  if (!parts || !isDate(parts)) return { ok: false, problem: 'contacts.error.birthday' };
  const value = `${parts.year === undefined ? '-' : String(parts.year).padStart(4, '0')}-${pad(parts.month)}-${pad(parts.day)}`;
  if (parts.year !== undefined && value > today) return { ok: false, problem: 'contacts.error.birthdayFuture' };
  return { ok: true, value };
}

function readIso(text: string): DateParts | undefined {
  const found = /^(?:(\d{4})-?|--)(\d\d)-?(\d\d)$/.exec(text);
  return found ? numbers(found[1], found[2], found[3]) : undefined;
}

function readNumbers(text: string, today: string): DateParts | 'ambiguous' | undefined {
  const found = /^(\d{1,2})\s?([./-])\s?(\d{1,2})(?:\s?[./-]\s?(\d{4}|\d\d))?\.?$/.exec(
    text.replace(/\s?(?:r|roku)\.?$/, ''),
  );
  if (!found) return undefined;
  const [, first, separator, second, year] = found;
  const parts = numbers(fullYear(year, today), second, first);
  if (separator !== '/' || parts.day > 12 || parts.day === parts.month) return parts;
  return parts.month > 12 ? { ...parts, day: parts.month, month: parts.day } : 'ambiguous';
}

/** Expands a two-digit year to the latest one that is not in the future. */
function fullYear(year: string | undefined, today: string): string | undefined {
  if (year?.length !== 2) return year;
  const century = Number(today.slice(0, 2)) - (year > today.slice(2, 4) ? 1 : 0);
  return `${century}${year}`;
}

function readMonthName(text: string): DateParts | undefined {
  const [, first = '', word = '', second = ''] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s)?(\p{L}{3,})\.?\s?(\d{1,4}(?:st|nd|rd|th)?(?:,?\s\d{4})?)?(?:\s?(?:r|roku)\.?)?$/iu.exec(
      text,
    ) ?? [];
  const month = monthOf(word);
  if (month === undefined) return undefined;
  const [day = '', year = ''] = first ? [first, second] : second.split(/,?\s/);
  return /^\d{1,2}\D*$/.test(day) && /^(?:\d{4})?$/.test(year)
    ? { month, day: Number.parseInt(day, 10), year: year ? Number(year) : undefined }
    : undefined;
}

function numbers(year: string | undefined, month: string | undefined, day: string | undefined): DateParts {
  return { year: year === undefined ? undefined : Number(year), month: Number(month), day: Number(day) };
}

/** Without a year, 29 February is a date. */
function isDate({ day, month, year = 2000 }: DateParts): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= earliestYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const pad = (value: number) => String(value).padStart(2, '0');

/**
 * Finds the month by its name or the beginning of it, in any language of the application: 5 for "maj", "maja" and
 * "May".
 */
function monthOf(word: string): number | undefined {
  const found = monthNames.findIndex((names) => names.some((name) => name.startsWith(fold(word))));
  return found === -1 ? undefined : found + 1;
}

/** In Polish, a month has another form beside a day. */
const monthNames = Array.from({ length: 12 }, (_, month) =>
  locales.flatMap((locale) =>
    [{ month: 'long' }, { month: 'long', day: 'numeric' }].map((options) =>
      monthName(locale, month, options as Intl.DateTimeFormatOptions),
    ),
  ),
);

function monthName(locale: Locale, month: number, options: Intl.DateTimeFormatOptions): string {
  const parts = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatToParts(
    Date.UTC(2000, month, 1),
  );
  return fold(parts.find(({ type }) => type === 'month')?.value ?? '');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a birthday: 17 May 1985, 17 maja. Other text is returned unchanged. */
export function birthdayText(locale: Locale, birthday: string): string {
  const [, year, date] = /^(\d{4}|-)-(\d\d-\d\d)$/.exec(birthday) ?? [];
  if (!year) return birthday;
  const name = `${locale} ${year === '-'}`;
  const parts = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const options = year === '-' ? parts : ({ ...parts, year: 'numeric' } as const);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(intlLocale(locale), options);
  formats.set(name, format);
  return format.format(new Date(`${year === '-' ? '2000' : year}-${date}`));
}

/** `age`: how old somebody is whose year is known; `next`: the date of the next birthday, which may be today. */
export function birthdayDetails(birthday: string, today: string): { age: number | undefined; next: string } {
  const thisYear = dateIn(Number(today.slice(0, 4)), birthday);
  const next = thisYear >= today ? thisYear : dateIn(Number(today.slice(0, 4)) + 1, birthday);
  const turns = birthday.startsWith('-') ? undefined : Number(next.slice(0, 4)) - Number(birthday.slice(0, 4));
  return { age: turns === undefined || next === today ? turns : turns - 1, next };
}

/** People born on 29 February celebrate on the 28th in common years. */
function dateIn(year: number, birthday: string): string {
  const date = `${year}-${birthday.slice(-5)}`;
  return date.endsWith('02-29') && addDays(`${year}-02-28`, 1) !== date ? `${year}-02-28` : date;
}

/**
 * The birthdays that are celebrated on a date, as `MM-DD`. Who was born on 29 February celebrates on 28 February in
 * other years: a greeting is rather early than late.
 */
export function birthdaysOn(date: string): string[] {
  const isLastOfFebruary = date.endsWith('-02-28') && !addDays(date, 1).endsWith('-02-29');
  return [date.slice(5), ...(isLastOfFebruary ? ['02-29'] : [])];
}
