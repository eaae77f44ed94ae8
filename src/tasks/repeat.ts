import { Temporal } from 'temporal-polyfill';
import type { TaskRepeat } from '../db/generated/client.ts';
import { addDays, isFormDate } from '../i18n/dates.ts';

/** Dates of a repeating task. All are counted from the first, so that 31 January, 28 February is followed by 31 March. */
export interface Series {
  repeat: Exclude<TaskRepeat, 'never'>;
  /** The first date. */
  from: string;
}

/**
 * The date after `due`; when that is past already, the first that is not: a weekly task done three weeks late does not
 * come back late. A date put off stays within its series: "on the 1st", done on the 3rd, is next due on the 1st. Undefined
 * where the series is over: past the last date that a form takes.
 */
export function nextInSeries(series: Series, due: string, today: string): string | undefined {
  const yesterday = addDays(today, -1);
  const next = dateAt(series, countAt(series, due > yesterday ? due : yesterday) + 1);
  return isFormDate(next) ? next : undefined;
}

/** Where the series starts once a task is moved: earlier than its own date in the series, it starts there anew. */
export function movedStart(series: Series, due: string, to: string): string {
  return to < dateAt(series, countAt(series, due)) ? to : series.from;
}

const unitOf = { daily: 'days', weekly: 'weeks', monthly: 'months', yearly: 'years' } as const;

/** How many steps from the first date the last date of the series up to `until` is; at least 0. */
function countAt(series: Series, until: string): number {
  const unit = unitOf[series.repeat];
  const passed = Temporal.PlainDate.from(series.from).until(until, { largestUnit: unit })[unit];
  // Temporal takes 31 January to 28 February for less than a month; the series does not.
  const count = Math.max(0, passed);
  return dateAt(series, count + 1) <= until ? count + 1 : count;
}

function dateAt({ repeat, from }: Series, count: number): string {
  return Temporal.PlainDate.from(from)
    .add({ [unitOf[repeat]]: count }, { overflow: 'constrain' })
    .toString();
}
