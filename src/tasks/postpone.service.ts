import type { Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateColumn, dateText, parseDate, parseTime, timeColumn } from '../i18n/dates.ts';
import { seriesStartAfterMove } from './repeat.ts';
import type { Postponement } from './tasks.schema.ts';

/**
 * Moves an open task to another date, null for none; a repeating task must have one. `restored`: the time and the start of
 * the series that an undo restores. Returns false when the task is done.
 */
export async function postponeTask(
  db: OwnedDb,
  task: Task,
  to: string | null,
  restored: Pick<Postponement, 'due_time' | 'repeat_from'> = { due_time: '', repeat_from: '' },
): Promise<boolean> {
  const [time, from] = [parseTime(restored.due_time), parseDate(restored.repeat_from)];
  const data = {
    due_date: dateColumn(to),
    ...(to === null && { due_time: null }),
    ...(to !== null && time && { due_time: timeColumn(time) }),
    repeat_from: isValidStart(from, task, to) ? dateColumn(from) : movedStart(task, to),
  };
  const { count } = await db.task.updateMany({ where: { id: task.id, status: { not: 'done' } }, data });
  return count > 0;
}

// An undo is a form like any other: its start of the series is checked.
function isValidStart(from: string | undefined, { repeat }: Task, to: string | null): from is string {
  return repeat !== 'never' && to !== null && from !== undefined && from <= to;
}

function movedStart({ repeat, repeat_from, due_date }: Task, to: string | null): Date | null {
  const [from, due] = [dateText(repeat_from), dateText(due_date)];
  if (repeat === 'never' || from === null || due === null || to === null) return null;
  return dateColumn(seriesStartAfterMove({ repeat, from }, due, to));
}
