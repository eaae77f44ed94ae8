import type { Contact, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText } from '../i18n/dates.ts';
import { openOrder } from './listedTask.ts';

/** An open task that is late or due today. */
export interface DueTask extends Pick<Task, 'id' | 'title' | 'due_date'> {
  /** The person of the task, in lists with tasks of several people. */
  contact?: Pick<Contact, 'id' | 'first_name' | 'last_name'> | null;
}

/** The maximum of tasks that a form offers to complete. */
export const maxDueTasks = 5;

/** The most pressing tasks of a contact that are late or due today, at most 5. */
export async function listDueTasks(db: OwnedDb, contactId: number, today: string): Promise<DueTask[]> {
  return db.read<DueTask>(text, { contact_id: contactId, today });
}

const text = `
  SELECT t.id, t.title, t.due_date FROM tasks t
  WHERE t.user_id = $1 AND t.contact_id = :contact_id AND t.status <> 'done' AND t.due_date <= :today::date
  ORDER BY ${openOrder} LIMIT ${maxDueTasks}`;

/** The due tasks among tasks that are sorted by openOrder. */
export function dueAmong<T extends DueTask>(tasks: T[], today: string): T[] {
  const isDue = ({ due_date }: T) => due_date !== null && (dateText(due_date) ?? '') <= today;
  return tasks.filter(isDue).slice(0, maxDueTasks);
}
