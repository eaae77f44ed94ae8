import type { Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { addDays, dateColumn, dateText, mondayAfter, readDate, readTime, timeColumn } from '../i18n/dates.ts';
import { movedStart } from './repeat.ts';
import type { Postponement } from './tasks.schema.ts';

/** The date a postponement means; null is no date; undefined when it makes no sense. */
export function postponedDate({ to, due_date }: Postponement, today: string): string | null | undefined {
  if (to === 'tomorrow') return addDays(today, 1);
  if (to === 'monday') return mondayAfter(today);
  if (to === 'week') return addDays(today, 7);
  if (to === 'none') return null;
  return to === 'date' ? readDate(due_date.trim()) : undefined;
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
