import type { Contact, Task } from '../db/generated/client.ts';
import { jsonTime } from '../db/sql/boundedCount.ts';
import { selectList } from '../db/sql/statement.ts';

type Person = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

const columns = ['id', 'title', 'status', 'priority', 'repeat', 'due_date', 'completed_at'] as const;

export type ListedTask = Pick<Task, (typeof columns)[number] | 'due_time'> & { contact: Person | null };

/** SQL: these columns of a task `t`, to be read as JSON; see contactJson(). */
export const listedTaskColumns = `${selectList('t', columns)}, ${jsonTime('t.due_time')} AS due_time`;

/** SQL: the orders of tasks_open_idx and tasks_done_idx, for tasks `t`. */
export const openOrder = 't.due_date, t.due_time, t.priority DESC, t.created_at DESC, t.id DESC';
export const doneOrder = 't.completed_at DESC NULLS LAST, t.id DESC';

/** SQL: the tasks with these `ids` (a SELECT of the owner's task ids), in `order`, for reading as JSON. */
export function listedTasks(ids: string, order: string): string {
  return `SELECT ${listedTaskColumns}, ${contactJson('id', 'first_name', 'last_name')}
    FROM (${ids}) chosen JOIN tasks t ON t.user_id = $1 AND t.id = chosen.id
      LEFT JOIN contacts c ON c.user_id = $1 AND c.id = t.contact_id
    ORDER BY ${order}`;
}

/** SQL: these columns of a joined contact `c` as JSON; null without a contact. */
function contactJson(...columns: (keyof Contact)[]): string {
  const pairs = columns.map((column) => `'${column}', c.${column}`);
  return `CASE WHEN c.id IS NOT NULL THEN json_build_object(${pairs.join(', ')}) END AS contact`;
}
