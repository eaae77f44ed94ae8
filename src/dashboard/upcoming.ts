import { addDays, daysBetween, endOfWeek } from '../i18n/dates.ts';

export interface UpcomingDays {
  /** The last calendar date of what is called "later this week". */
  until: string;
  /** Whether that reaches into the next week: from Friday on, the rest of this one is no outlook. */
  nextWeekToo: boolean;
}

export function upcomingDays(today: string): UpcomingDays {
  const sunday = endOfWeek(today);
  const nextWeekToo = daysBetween(today, sunday) <= 2;
  return { until: nextWeekToo ? addDays(sunday, 7) : sunday, nextWeekToo };
}
