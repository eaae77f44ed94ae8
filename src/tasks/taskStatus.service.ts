import type { Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateColumn, dateText, type Moment } from '../i18n/dates.ts';
import { nextInSeries } from './repeat.ts';
import type { TaskStatus } from './tasks.schema.ts';

export interface StatusChange {
  status: TaskStatus;
  /** The next task of the series, when this change created it. */
  next: NextTask | null;
}

type NextTask = Pick<Task, 'id' | 'due_date'>;

/**
 * Completes or reopens a task: sets the given status, or else the opposite one. Of two simultaneous calls only one
 * changes the task, so that a double click completes it once. @throws when there is no such task of this user (404)
 */
export async function toggleTask(
  db: OwnedDb,
  id: number,
  at: Moment,
  requested?: TaskStatus | undefined,
): Promise<StatusChange> {
  const { status } = await db.task.findUniqueOrThrow({ where: db.key(id), select: { status: true } });
  const to = requested ?? (status === 'done' ? 'todo' : 'done');
  // A task in progress is already open.
  if (to === 'todo' && status === 'in_progress') return { status, next: null };
  return { status: to, next: await db.transaction((tx) => setStatus(tx, id, to, at)) };
}

/** Sets the status inside a transaction. Returns the next task of the series when completing created one. */
export async function setStatus(tx: OwnedDb, id: number, status: TaskStatus, at: Moment): Promise<NextTask | null> {
  if (status === 'done') return completeTask(tx, id, at);
  await openTask(tx, id, status);
  return null;
}

async function completeTask(tx: OwnedDb, id: number, at: Moment): Promise<NextTask | null> {
  const [done] = await completeTasks(tx, { ids: [id] }, at);
  return done?.next ?? null;
}

/** A task that was completed, and the next one of its series, when that was created. */
interface CompletedTask {
  task: Task;
  next: NextTask | null;
}

/**
 * Completes the open tasks among `ids` inside a transaction, only those of one contact when it is given. Ids of other
 * tasks, of other people and of tasks that are done are ignored.
 */
export async function completeTasks(
  tx: OwnedDb,
  { ids, contactId = null }: { ids: number[]; contactId?: number | null },
  at: Moment,
): Promise<CompletedTask[]> {
  if (ids.length === 0) return [];
  const values = { ids, contact_id: contactId, at: at.now, updated_at: new Date() };
  const completed: CompletedTask[] = [];
  for (const task of await tx.read<Task>(completeText, values)) {
    completed.push({ task, next: await createNext(tx, task, at) });
  }
  return completed;
}

// Locks the rows: a second call finds the tasks done and completes nothing.
const completeText = `
  UPDATE tasks t SET status = 'done', completed_at = :at::timestamptz, updated_at = :updated_at::timestamptz
  WHERE t.user_id = $1 AND t.id = ANY(:ids::int[]) AND t.status <> 'done'
    AND (:contact_id::int IS NULL OR t.contact_id = :contact_id::int)
  RETURNING t.*`;

async function createNext(tx: OwnedDb, task: Task, { now, today }: Moment): Promise<NextTask | null> {
  const { title, description, priority, repeat, repeat_from, due_time, contact_id, is_sample } = task;
  const [due, from] = [dateText(task.due_date), dateText(repeat_from)];
  if (repeat === 'never' || due === null || from === null) return null;
  const next = nextInSeries({ repeat, from }, due, today);
  if (next === undefined || (await tx.task.count({ where: { previous_id: task.id } })) > 0) return null;
  const copied = { title, description, priority, repeat, repeat_from, due_time, contact_id, is_sample };
  return tx.task.create({
    data: {
      ...copied,
      due_date: dateColumn(next),
      previous_id: task.id,
      created_at: now,
      updated_at: now,
      user_id: tx.userId,
    },
    select: { id: true, due_date: true },
  });
}

async function openTask(tx: OwnedDb, id: number, status: 'todo' | 'in_progress'): Promise<void> {
  const reopened = await tx.task.updateMany({ where: { id, status: 'done' }, data: { status, completed_at: null } });
  if (reopened.count > 0) await removeUntouchedNext(tx, id);
  else await tx.task.updateMany({ where: { id, status: { notIn: ['done', status] } }, data: { status } });
}

// Undoing a completion deletes the next task unless it was changed since.
async function removeUntouchedNext(tx: OwnedDb, id: number): Promise<void> {
  const untouched = { status: 'todo', updated_at: { equals: tx.task.fields.created_at } } as const;
  await tx.task.deleteMany({ where: { previous_id: id, ...untouched } });
}
