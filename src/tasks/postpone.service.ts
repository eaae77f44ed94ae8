import type { Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { addDays, dateColumn, dateText, mondayAfter, readDate, readTime, timeColumn } from '../i18n/dates.ts';
import { movedStart } from './repeat.ts';
import type { Postponement } from './tasks.schema.ts';

const nearDates = {
  today: (today: string) => today,
  tomorrow: (today: string) => addDays(today, 1),
  monday: mondayAfter,
  week: (today: string) => addDays(today, 7),
} as const;

interface NearDate {
  to: keyof typeof nearDates;
  date: string;
}

/** The dates that a row offers to move a task to: each once, and not its own; nor is one due later brought back to today. */
export function datesToMoveTo(due: string | null, today: string): NearDate[] {
  return datesFrom(today).filter(({ to, date }) => date !== due && (to !== 'today' || due === null || due < today));
}

let latest: { today: string; dates: NearDate[] } | undefined;

/** Every row of a page asks about the same day. */
function datesFrom(today: string): NearDate[] {
  if (latest?.today === today) return latest.dates;
  const all = Object.entries(nearDates).map(([to, dateOn]) => ({ to: to as NearDate['to'], date: dateOn(today) }));
  // On a Sunday Monday is tomorrow, on a Monday the next one is in a week.
  const dates = all.filter(({ to, date }) => to !== 'monday' || !all.some((one) => one.to !== to && one.date === date));
  latest = { today, dates };
  return dates;
}

/** The date a postponement means; null is no date; undefined when it makes no sense. */
export function postponedDate({ to, due_date }: Postponement, today: string): string | null | undefined {
  if (to === undefined) return undefined;
  if (to === 'none') return null;
  return to === 'date' ? readDate(due_date.trim()) : nearDates[to](today);
}

/** Moves an open task to another date, null for none; `before`: what an undoing brings back with it. A repeating task keeps its series, and must keep a date. False: it is done. */
export async function postponeTask(
  db: OwnedDb,
  task: Task,
  to: string | null,
  before: Pick<Postponement, 'due_time' | 'repeat_from'> = { due_time: '', repeat_from: '' },
): Promise<boolean> {
  const [time, from] = [readTime(before.due_time), readDate(before.repeat_from)];
  const data = {
    due_date: dateColumn(to),
    ...(to === null && { due_time: null }),
    ...(to !== null && time && { due_time: timeColumn(time) }),
    repeat_from: isStart(from, task, to) ? dateColumn(from) : startAfter(task, to),
  };
  const { count } = await db.task.updateMany({ where: { id: task.id, status: { not: 'done' } }, data });
  return count > 0;
}

/** Whether a series can begin there: what an undoing asks for is taken as little at its word as anything else. */
function isStart(from: string | undefined, { repeat }: Task, to: string | null): from is string {
  return repeat !== 'never' && to !== null && from !== undefined && from <= to;
}

function startAfter({ repeat, repeat_from, due_date }: Task, to: string | null): Date | null {
  const [from, due] = [dateText(repeat_from), dateText(due_date)];
  if (repeat === 'never' || from === null || due === null || to === null) return null;
  return dateColumn(movedStart({ repeat, from }, due, to));
}
