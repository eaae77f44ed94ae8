import { addDays, daysBetween, endOfWeek, isFormDate, isoWeekday } from '../i18n/dates.ts';

export const calendarViews = ['month', 'week'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** The dates on a page of the calendar. Weeks begin on Monday, as everywhere in the application. */
export interface Period {
  view: CalendarView;
  /** Always whole weeks. */
  days: string[];
  first: string;
  last: string;
  /** A day of the period before; undefined beyond the dates that forms accept. */
  previous: string | undefined;
  next: string | undefined;
}

/** The month or week of a date. */
export function periodOf(view: CalendarView, date: string): Period {
  const first = view === 'month' ? `${date.slice(0, 8)}01` : startOfWeek(date);
  const after = view === 'month' ? addMonth(first) : addDays(first, 7);
  const last = addDays(after, -1);
  const before = addDays(first, -1);
  return {
    view,
    days: daysFrom(startOfWeek(first), endOfWeek(last)),
    first,
    last,
    previous: isFormDate(before) ? firstDay(view, before) : undefined,
    next: isFormDate(after) ? after : undefined,
  };
}

function firstDay(view: CalendarView, date: string): string {
  const first = view === 'month' ? `${date.slice(0, 8)}01` : startOfWeek(date);
  return isFormDate(first) ? first : date;
}

function startOfWeek(date: string): string {
  return addDays(date, 1 - isoWeekday(date));
}

/** The first day of the next month. */
function addMonth(first: string): string {
  return `${addDays(first, 31).slice(0, 8)}01`;
}

function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => addDays(from, days));
}
