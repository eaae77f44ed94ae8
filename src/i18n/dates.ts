import { Temporal } from 'temporal-polyfill';

// Calendar dates are strings `YYYY-MM-DD`, so that no time zone can shift them by a day; times are `HH:MM`.

const msPerDay = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export interface Moment {
  now: Date;
  timeZone: string;
  today: string;
  time: string;
}

/** @throws RangeError for an unknown zone */
export function momentIn(timeZone: string, now: Date): Moment {
  const [today, time] = cachedWallClock(timeZone, now);
  return { now, timeZone, today, time };
}

const latestWallClocks = new Map<string, { minute: number; clock: [date: string, time: string] }>();

/** Intl is slow and every page asks several times. Since 1973 all zones differ from UTC by whole minutes. */
function cachedWallClock(timeZone: string, now: Date): [date: string, time: string] {
  const minute = Math.floor(now.getTime() / 60_000);
  const known = latestWallClocks.get(timeZone);
  if (known?.minute === minute && now.getFullYear() >= 1973) return known.clock;
  const clock = wallClock(timeZone, now);
  latestWallClocks.set(timeZone, { minute, clock });
  return clock;
}

/** The instant at which a date begins, which is 1:00 where clocks change at midnight. */
export function startOfDay(date: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}

export function localDate(timeZone: string, now: Date): string {
  const known = getCachedDates(timeZone);
  const quarter = Math.floor(now.getTime() / quarterMs);
  const date = known.get(quarter) ?? wallClock(timeZone, now)[0];
  if (known.size >= maxCachedDates) known.clear();
  if (quarter > firstWholeQuarter) known.set(quarter, date);
  return date;
}

// Intl is slow and lists show a date in every row. Since 1973 days begin and clocks change on quarters of an hour.
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
  // Intl gives `2026-03-31, 23:30`, and `999` for the year 0999.
  const [date = '', time = ''] = getFormat(timeZone).format(now).split(', ');
  return [date.padStart(10, '0'), time];
}

/** Cached, because creating a format takes 50 µs or more. */
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

/** Negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / msPerDay);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * msPerDay).toISOString().slice(0, 10);
}

/** The date of a `@db.Date` column, which Prisma returns as midnight UTC. */
export function dateText(column: Date | null): string | null {
  return column ? column.toISOString().slice(0, 10) : null;
}

export function dateColumn(date: string | null): Date | null {
  return date === null ? null : new Date(date);
}

/** The time of a `@db.Time` column, which Prisma returns on 1 January 1970 UTC, as `14:05`. */
export function timeText(column: Date | null): string | null {
  return column ? column.toISOString().slice(11, 16) : null;
}

export function timeColumn(time: string | null): Date | null {
  return time === null ? null : new Date(`1970-01-01T${time}:00Z`);
}

/** Always after the date, also when that is a Monday. */
export function nextMonday(date: string): string {
  return addDays(date, 8 - isoWeekday(date));
}

export function endOfWeek(date: string): string {
  return addDays(date, 7 - isoWeekday(date));
}

/** 1 is Monday, 7 is Sunday. */
export function isoWeekday(date: string): number {
  return new Date(date).getUTCDay() || 7;
}

const [firstDate, lastDate] = ['1900-01-01', '2199-12-31'];

export function isFormDate(date: string): boolean {
  return firstDate <= date && date <= lastDate;
}

/** Reads 2026-03-31, 31.03.2026 or 31/3/2026; undefined for anything else. */
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

/** Reads 14:05, 9.30 or 9:30:00 as `HH:MM`; undefined for anything else. */
export function parseTime(text: string): string | undefined {
  const parts = /^([01]?\d|2[0-3])[:.]([0-5]\d)(:[0-5]\d)?$/.exec(text);
  return parts ? `${(parts[1] as string).padStart(2, '0')}:${parts[2]}` : undefined;
}
