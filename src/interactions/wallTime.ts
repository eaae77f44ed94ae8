import { Temporal } from 'temporal-polyfill';
import { parseDate, parseTime } from '../i18n/dates.ts';

/**
 * The instant of a date and time in a time zone, as a `datetime-local` field sends it (`2026-03-12T14:05`) or a person
 * types it (`12.03.2026 14:05`); undefined when it is invalid. Of an hour that the clocks repeat it is the first; a
 * skipped time is moved forward by the jump.
 */
export function instantAt(wallTime: string, timeZone: string): Date | undefined {
  const [, dayText = '', timeText = ''] = /^(\S+?)(?:T|,? )(\S+?)(?:\.\d{1,3})?$/.exec(wallTime) ?? [];
  const [date, time] = [parseDate(dayText), parseTime(timeText)];
  if (date === undefined || time === undefined) return undefined;
  return new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The date and time at an instant in a time zone, as a `datetime-local` field needs it. */
export function wallTimeAt(instant: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}
