import { addDays, endOfWeek, type Moment, parseDate, startOfDay } from '../i18n/dates.ts';

/** Monday to Sunday as dates, and its instants in the user's zone. */
export interface Week {
  monday: string;
  sunday: string;
  /** The last day of it that has come. */
  until: string;
  from: Date;
  to: Date;
  /** Whose last contact was between these has been silent for three months since this week. */
  silentFrom: Date;
  silentTo: Date;
  isPresent: boolean;
}

const silentDays = 90;

/** The week of a date as a query has it; the present one for anything else, and for the future. */
export function weekOf(given: unknown, { today, timeZone }: Moment): Week {
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
