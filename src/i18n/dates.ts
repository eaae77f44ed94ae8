import { Temporal } from 'temporal-polyfill';

/** Calendar dates are texts `YYYY-MM-DD`: they have no zone, sort as texts, and cannot be shifted by one. */

const msPerDay = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as a person somewhere sees it. */
export interface Moment {
  now: Date;
  timeZone: string;
  /** The calendar date there, `2026-03-31`. */
  today: string;
  /** The time of day there, `23:30`. */
  time: string;
}

/** @throws RangeError when the zone is unknown */
export function momentIn(timeZone: string, now: Date): Moment {
  const [today, time] = cachedWallClock(timeZone, now);
  return { now, timeZone, today, time };
}

const latestWallClocks = new Map<string, { minute: number; clock: [date: string, time: string] }>();

/** Each page asks several times, and asking Intl is slow; clocks are apart by whole minutes, but for some before 1973. */
function cachedWallClock(timeZone: string, now: Date): [date: string, time: string] {
  const minute = Math.floor(now.getTime() / 60_000);
  const known = latestWallClocks.get(timeZone);
  if (known?.minute === minute && now.getFullYear() >= 1973) return known.clock;
  const clock = wallClock(timeZone, now);
  latestWallClocks.set(timeZone, { minute, clock });
  return clock;
}

/** The instant at which a calendar date begins in a time zone: where clocks change at midnight, that may be 1:00. */
export function startOfDay(date: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The calendar date at an instant in a time zone. */
export function localDate(timeZone: string, now: Date): string {
  const known = getCachedDates(timeZone);
  const quarter = Math.floor(now.getTime() / quarterMs);
  const date = known.get(quarter) ?? wallClock(timeZone, now)[0];
  if (known.size >= maxCachedDates) known.clear();
  if (quarter > firstWholeQuarter) known.set(quarter, date);
  return date;
}

// A list tells the day of every row, and asking Intl is slow. Days begin and clocks change on quarters of an hour; before
// 1973 some did not.
const quarterMs = 900_000;
const firstWholeQuarter = Date.UTC(1973) / quarterMs;
const maxCachedDates = 10_000;
const cachedDates = new Map<string, Map<number, string>>();

function getCachedDates(timeZone: string): Map<number, string> {
  const known = cachedDates.get(timeZone) ?? new Map<number, string>();
  cachedDates.set(timeZone, known);
  return known;
}

function wallClock(timeZone: string, now: Date): [date: string, time: string] {
  // `2026-03-31, 23:30`, and 999 for the year 0999.
  const [date = '', time = ''] = getFormat(timeZone).format(now).split(', ');
  return [date.padStart(10, '0'), time];
}

/** Asked at every request: making a format takes 50 µs and more. */
function getFormat(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { ...minutes, timeZone });
  formats.set(timeZone, format);
  return format;
}

const minutes = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / msPerDay);
}

/** The calendar date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * msPerDay).toISOString().slice(0, 10);
}

/** A `@db.Date` column, which Prisma gives as midnight UTC, as a calendar date. */
export function dateText(column: Date | null): string | null {
  return column ? column.toISOString().slice(0, 10) : null;
}

/** A calendar date as Prisma takes it for a `@db.Date` column. */
export function dateColumn(date: string | null): Date | null {
  return date === null ? null : new Date(date);
}

/** A `@db.Time` column, which Prisma gives on 1 January 1970 UTC, as `14:05`. */
export function timeText(column: Date | null): string | null {
  return column ? column.toISOString().slice(11, 16) : null;
}

/** A time of day as Prisma takes it for a `@db.Time` column. */
export function timeColumn(time: string | null): Date | null {
  return time === null ? null : new Date(`1970-01-01T${time}:00Z`);
}

/** The Monday after a calendar date; on a Monday the next one. */
export function nextMonday(date: string): string {
  return addDays(date, 8 - isoWeekday(date));
}

/** The Sunday that ends the week of a calendar date. */
export function endOfWeek(date: string): string {
  return addDays(date, 7 - isoWeekday(date));
}

/** The day of the week of a calendar date: 1 is Monday, 7 is Sunday. */
export function isoWeekday(date: string): number {
  return new Date(date).getUTCDay() || 7;
}

/** The first and the last date that a form takes. */
const [firstDate, lastDate] = ['1900-01-01', '2199-12-31'];

export function isFormDate(date: string): boolean {
  return firstDate <= date && date <= lastDate;
}

/** A date as people type it: 2026-03-31, 31.03.2026, 31/3/2026. Undefined when there is no such date. */
export function parseDate(text: string): string | undefined {
  const [year, month, day] = dateParts(text);
  if (year === undefined || year < 1900) return undefined;
  const date = new Date(Date.UTC(year, (month as number) - 1, day));
  if (date.getUTCMonth() !== (month as number) - 1) return undefined;
  const read = date.toISOString().slice(0, 10);
  return isFormDate(read) ? read : undefined;
}

function dateParts(text: string): number[] {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return iso.slice(1).map(Number);
  const dayFirst = /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})$/.exec(text);
  return dayFirst ? [Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1])] : [];
}

/** A time of day as people type it: 14:05, 9.30, 9:30:00. Undefined when there is no such time. */
export function parseTime(text: string): string | undefined {
  const parts = /^([01]?\d|2[0-3])[:.]([0-5]\d)(:[0-5]\d)?$/.exec(text);
  return parts ? `${(parts[1] as string).padStart(2, '0')}:${parts[2]}` : undefined;
}
