import { maxExactCount } from '../db/sql/boundedCount.ts';
import { daysBetween, localDate } from './dates.ts';
import { intlLocale, type Locale } from './translate.ts';

/** Dates and numbers in the language and time zone of a user. A date is a string `YYYY-MM-DD`. */
export interface Formatters {
  /** 12 March 2026 */
  day(instant: Date): string;
  /** 12 Mar 2026, 14:05 */
  dateTime(instant: Date): string;
  /** 14:05 */
  time(instant: Date): string;
  /** Thursday, 12 March 2026 */
  longDate(date: string): string;
  /** March 2026 */
  month(date: string): string;
  /** Thu */
  weekday(date: string): string;
  /** 9–15 March 2026 */
  dateRange(from: string, to: string): string;
  /** 12 Mar 2026 */
  date(date: string): string;
  /** Thu 12 Mar in the present year, else 12 Mar 2026 */
  shortDate(date: string, today: string): string;
  /** today, yesterday, 12 days ago, in 3 weeks */
  ago(instant: Date, now: Date): string;
  /** The same for a date. */
  relative(date: string, today: string): string;
  number(value: number): string;
  /** The parameters for a text with a bounded count: `n` is `1,000+` beyond 1,000, which is `max` when absent. */
  counted(value: number, max?: number): { count: number; n: string };
}

const formattersCache = new Map<string, Formatters>();

/** Cached, because creating an Intl formatter takes 50 µs or more. */
export function formatters(locale: Locale, timeZone: string): Formatters {
  const name = `${locale} ${timeZone}`;
  const found = formattersCache.get(name) ?? createFormatters(locale, timeZone);
  formattersCache.set(name, found);
  return found;
}

function createFormatters(locale: Locale, timeZone: string): Formatters {
  const language = intlLocale(locale);
  const instant = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { ...options, timeZone });
  const plain = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  const day = instant({ dateStyle: 'long' });
  const dateTime = instant({ dateStyle: 'medium', timeStyle: 'short' });
  const time = instant({ timeStyle: 'short' });
  const longDate = plain({ dateStyle: 'full' });
  const month = plain({ month: 'long', year: 'numeric' });
  const weekday = plain({ weekday: 'short' });
  const dateRange = plain({ dateStyle: 'long' });
  const date = plain({ dateStyle: 'medium' });
  const shortDate = plain({ weekday: 'short', day: 'numeric', month: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  // Node says "dzisiaj" in Polish, the rest of the app "dziś".
  const inWords = memoize((days) => (days === '0' && locale === 'pl' ? 'dziś' : relativeWords(relative, Number(days))));
  const number = new Intl.NumberFormat(language);
  const formatDate = memoize((text) => date.format(new Date(text)));
  const dayOfYear = memoize((text) => shortDate.format(new Date(text)));
  const todayAt = memoizeLast((now) => localDate(timeZone, now));
  const relativeDate = (text: string, today: string) => inWords(String(daysBetween(today, text)));
  return {
    day: (at) => day.format(at),
    dateTime: (at) => dateTime.format(at),
    time: (at) => time.format(at),
    longDate: (text) => longDate.format(new Date(text)),
    month: (text) => month.format(new Date(text)),
    weekday: (text) => weekday.format(new Date(text)),
    dateRange: (from, to) => dateRange.formatRange(new Date(from), new Date(to)),
    date: formatDate,
    shortDate: (text, today) => (text.slice(0, 4) === today.slice(0, 4) ? dayOfYear(text) : formatDate(text)),
    ago: (at, now) => relativeDate(localDate(timeZone, at), todayAt(now)),
    relative: relativeDate,
    number: (value) => number.format(value),
    counted: (value, max = maxExactCount) => ({
      count: Math.min(value, max),
      n: value > max ? `${number.format(max)}+` : number.format(value),
    }),
  };
}

function relativeWords(relative: Intl.RelativeTimeFormat, days: number): string {
  if (Math.abs(days) < 14) return relative.format(days, 'day');
  if (Math.abs(days) < 60) return relative.format(Math.round(days / 7), 'week');
  if (Math.abs(days) < 730) return relative.format(Math.round(days / 30.44), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}

/** All rows of a page ask for the same moment. */
function memoizeLast(format: (now: Date) => string): (now: Date) => string {
  let latest: Date | undefined;
  let text = '';
  return (now) => {
    if (now !== latest) text = format(now);
    latest = now;
    return text;
  };
}

/** Lists ask for the same few hundred values in every row. */
function memoize(format: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const words = known.get(text) ?? format(text);
    if (known.size >= maxMemoized) known.clear();
    known.set(text, words);
    return words;
  };
}

const maxMemoized = 1_000;
