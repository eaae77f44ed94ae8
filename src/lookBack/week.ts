import { addDays, endOfWeek, type Moment, parseDate, startOfDay } from '../i18n/dates.ts';

/** The dates from Monday to Sunday, and the instants of the week in the user's zone. */
export interface Week {
  monday: string;
  sunday: string;
  /** The last day of the week that is not in the future. */
  until: string;
  from: Date;
  to: Date;
  /** A contact whose last contact was between these instants reached three months of silence in this week. */
  silentFrom: Date;
  silentTo: Date;
  isPresent: boolean;
}

const silentDays = 90;

/** Reads the week of a date in a query; the current week for anything else, and for a future date. */
export function parseWeek(given: unknown, { today, timeZone }: Moment): Week {
  const asked = typeof given === 'string' ? parseDate(given.trim()) : undefined;
  const sunday = endOfWeek(asked !== undefined && asked < today ? asked : today);
  const monday = addDays(sunday, -6);
  const until = sunday < today ? sunday : today;
  const startOf = (date: string) => startOfDay(date, timeZone);
  return {
    ...{ monday, sunday, until, from: startOf(monday), to: startOf(addDays(sunday, 1)) },
    silentFrom: startOf(addDays(monday, -silentDays)),
    silentTo: startOf(addDays(until, 1 - silentDays)),
    isPresent: sunday >= today,
  };
}
