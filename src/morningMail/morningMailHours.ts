import type { Moment } from '../i18n/dates.ts';

/** The hours, in the user's zone, from which the mail may be sent. */
export const morningMailHours = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] as const;

const noon = '12:00';

/**
 * Whether the mail of the day is due: from its hour on until noon, so that it still comes after downtime. The hour that
 * a clock change skips begins with the next one, and one that it repeats begins twice: the day is claimed only once.
 */
export function isMorning({ time }: Pick<Moment, 'time'>, hour: number): boolean {
  return time >= `${String(hour).padStart(2, '0')}:00` && time < noon;
}
