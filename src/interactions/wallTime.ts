import { Temporal } from 'temporal-polyfill';
import { parseDate, parseTime } from '../i18n/dates.ts';

/**
 * The instant at which the clocks of a zone show a date and a time, as a `datetime-local` field sends it
 * (`2026-03-12T14:05`) or a person types it (`12.03.2026 14:05`); undefined when it cannot be read. Of an hour that comes
 * twice it is the first; in an hour that is left out, as long after the jump as it stands past that hour's beginning.
 */
export function instantAt(wallTime: string, timeZone: string): Date | undefined {
  const [, dayText = '', timeText = ''] = /^(\S+?)(?:T|,? )(\S+?)(?:\.\d{1,3})?$/.exec(wallTime) ?? [];
  const [date, time] = [parseDate(dayText), parseTime(timeText)];
  if (date === undefined || time === undefined) return undefined;
  return new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds);
}

/** What the clocks of a zone show at an instant, to the minute: what a `datetime-local` field takes. */
export function wallTimeAt(instant: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}
