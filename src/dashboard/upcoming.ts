import { addDays, daysBetween, endOfWeek } from '../i18n/dates.ts';

export interface UpcomingDays {
  /** The last calendar date of "later this week". */
  until: string;
  /** From Friday on, the upcoming days include the next week. */
  nextWeekToo: boolean;
}

export function upcomingDays(today: string): UpcomingDays {
  const sunday = endOfWeek(today);
  const nextWeekToo = daysBetween(today, sunday) <= 2;
  return { until: nextWeekToo ? addDays(sunday, 7) : sunday, nextWeekToo };
}
