import { addDays, nextMonday, parseDate } from '../i18n/dates.ts';
import type { Postponement } from './tasks.schema.ts';

const nearDates = {
  today: (today: string) => today,
  tomorrow: (today: string) => addDays(today, 1),
  monday: nextMonday,
  week: (today: string) => addDays(today, 7),
} as const;

interface NearDate {
  to: keyof typeof nearDates;
  date: string;
}

/**
 * The dates that a task can be moved to: each once, without its own, and today only for tasks that are late or have no
 * date.
 */
export function postponeDates(due: string | null, today: string): NearDate[] {
  return datesFor(today).filter(({ to, date }) => date !== due && (to !== 'today' || due === null || due < today));
}

let cached: { today: string; dates: NearDate[] } | undefined;

// Every row of a page asks about the same day.
function datesFor(today: string): NearDate[] {
  if (cached?.today === today) return cached.dates;
  const all = Object.entries(nearDates).map(([to, dateOn]) => ({ to: to as NearDate['to'], date: dateOn(today) }));
  // On a Sunday, Monday is also tomorrow; on a Monday, it is also "in a week".
  const dates = all.filter(({ to, date }) => to !== 'monday' || !all.some((one) => one.to !== to && one.date === date));
  cached = { today, dates };
  return dates;
}

/** The date that a postponement means; null for no date, undefined when it is invalid. */
export function postponedDate({ to, due_date }: Postponement, today: string): string | null | undefined {
  if (to === undefined) return undefined;
  if (to === 'none') return null;
  return to === 'date' ? parseDate(due_date.trim()) : nearDates[to](today);
}
