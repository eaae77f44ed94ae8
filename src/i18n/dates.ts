/** Calendar dates are texts `YYYY-MM-DD`: they have no zone, sort as texts, and cannot be shifted by one. */

const msPerDay = 86_400_000;
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date at an instant in a time zone. */
export function todayIn(timeZone: string, now: Date): string {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  dayFormats.set(timeZone, format);
  return format.format(now);
}

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
