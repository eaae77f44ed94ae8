import { addDays, isoWeekday, type Moment, startOfDay } from '../i18n/dates.ts';
import { instantAt } from '../interactions/wallTime.ts';

/** The calendar date some days before today; the Friday before a weekend. */
export function workdayAgo(days: number, today: string): string {
  const date = addDays(today, -days);
  return addDays(date, -Math.max(0, isoWeekday(date) - 5));
}

/** The calendar date some days after today; the Monday after a weekend. */
export function workdayIn(days: number, today: string): string {
  const date = addDays(today, days);
  return isoWeekday(date) > 5 ? addDays(date, 8 - isoWeekday(date)) : date;
}

/** The instant of a date and time, never later than now. */
export function instantOn(date: string, time: string, { timeZone, now }: Moment): Date {
  const instant = instantAt(`${date}T${time}`, timeZone) ?? startOfDay(date, timeZone);
  return instant > now ? now : instant;
}
