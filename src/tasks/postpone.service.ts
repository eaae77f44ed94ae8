import type { Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateColumn, dateText } from '../i18n/dates.ts';
import { seriesStartAfterMove } from './repeat.ts';

/**
 * Moves an open task to another date, null for none; a repeating task must have one. Returns false when the task is
 * done.
 */
export async function postponeTask(db: OwnedDb, task: Task, to: string | null): Promise<boolean> {
  const data = {
    due_date: dateColumn(to),
    ...(to === null && { due_time: null }),
    repeat_from: movedStart(task, to),
  };
  const { count } = await db.task.updateMany({ where: { id: task.id, status: { not: 'done' } }, data });
  return count > 0;
}

function movedStart({ repeat, repeat_from, due_date }: Task, to: string | null): Date | null {
  const [from, due] = [dateText(repeat_from), dateText(due_date)];
  if (repeat === 'never' || from === null || due === null || to === null) return null;
  return dateColumn(seriesStartAfterMove({ repeat, from }, due, to));
}
