import { Temporal } from 'temporal-polyfill';
import type { TaskRepeat } from '../db/generated/client.ts';
import { addDays, isFormDate } from '../i18n/dates.ts';

/**
 * Dates of a repeating task, all counted from the first, so that 31 January and 28 February are followed by 31 March.
 */
export interface Series {
  repeat: Exclude<TaskRepeat, 'never'>;
  from: string;
}

/**
 * The date after `due` that is not before today: a weekly task done three weeks late does not come back late.
 * Postponing does not shift the series: "on the 1st", done on the 3rd, is next due on the 1st. Undefined past the last
 * date that forms accept.
 */
export function nextInSeries(series: Series, due: string, today: string): string | undefined {
  const yesterday = addDays(today, -1);
  const next = dateAt(series, countAt(series, due > yesterday ? due : yesterday) + 1);
  return isFormDate(next) ? next : undefined;
}

/** The first date of the series after a task is moved: a task moved before its own date starts the series again. */
export function seriesStartAfterMove(series: Series, due: string, to: string): string {
  return to < dateAt(series, countAt(series, due)) ? to : series.from;
}

const calendarUnits = { daily: 'days', weekly: 'weeks', monthly: 'months', yearly: 'years' } as const;

/** The number of steps from the first date to the last date not after `until`; at least 0. */
function countAt(series: Series, until: string): number {
  const unit = calendarUnits[series.repeat];
  const passed = Temporal.PlainDate.from(series.from).until(until, { largestUnit: unit })[unit];
  // For Temporal, 31 January to 28 February is less than a month; for the series it is one.
  const count = Math.max(0, passed);
  return dateAt(series, count + 1) <= until ? count + 1 : count;
}

function dateAt({ repeat, from }: Series, count: number): string {
  return Temporal.PlainDate.from(from)
    .add({ [calendarUnits[repeat]]: count }, { overflow: 'constrain' })
    .toString();
}
