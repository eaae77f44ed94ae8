import { contactSource } from '../contacts/contactPicker.service.ts';
import type { Contact, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import { dateColumn, dateText, type Moment, timeColumn } from '../i18n/dates.ts';
import { setStatus } from './taskStatus.service.ts';
import type { TaskInput } from './tasks.schema.ts';

export type TaskRow = Task & { contact: Pick<Contact, 'id' | 'first_name' | 'last_name' | 'phone'> | null };

/** @throws when there is no such task of this user (404) */
export async function getTask(db: OwnedDb, id: number): Promise<TaskRow> {
  const task = await db.task.findUniqueOrThrow({ where: db.key(id) });
  const [row] = await withContacts(db, [task]);
  return row as TaskRow;
}

/** Not by a join of Prisma's, for which a distributed PostgreSQL would ask every machine. */
export async function withContacts(db: OwnedDb, tasks: Task[]): Promise<TaskRow[]> {
  const ids = tasks.flatMap(({ contact_id }) => contact_id ?? []);
  const select = { id: true, first_name: true, last_name: true, phone: true } as const;
  const contacts = ids.length === 0 ? [] : await db.contact.findMany({ where: { id: { in: ids } }, select });
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return tasks.map((task) => ({ ...task, contact: byId.get(task.contact_id ?? 0) ?? null }));
}

/** `due_date`: 2026-03-31, `due_time`: 14:05. A repeating task needs a `due_date`. */
export interface NewTask
  extends Pick<Task, 'title'>,
    Partial<Pick<Task, 'description' | 'priority' | 'repeat' | 'contact_id' | 'interaction_id' | 'is_sample'>> {
  due_date?: string | null;
  due_time?: string | null;
}

/** Creates an open task; `db` may be the handle of a transaction. */
export function createTask(
  db: OwnedDb,
  { due_date = null, due_time = null, ...task }: NewTask,
): Promise<{ id: number }> {
  const repeats = task.repeat !== undefined && task.repeat !== 'never';
  const dates = { due_date: dateColumn(due_date), due_time: timeColumn(due_time) };
  return db.task.create({
    data: { ...task, ...dates, repeat_from: repeats ? dates.due_date : null, user_id: db.userId },
    select: { id: true },
  });
}

/** Not saved: the contacts to choose from when the typed name is not clear. */
type TaskSaved = { ok: true; id: number } | { ok: false; contacts: PickerOption[] };

/** Saves a form as a new task, or as a change of `before`. A change of status does the same as toggleTask(). */
export async function saveTask(db: OwnedDb, input: TaskInput, at: Moment, before?: TaskRow): Promise<TaskSaved> {
  const { contact, contact_name, contact_pick, status, ...fields } = input;
  const picked = await resolvePick({ id: contact, name: contact_name, pick: contact_pick }, contactSource(db));
  if (picked.kind === 'unclear' || picked.kind === 'new') {
    return { ok: false, contacts: picked.kind === 'new' ? [] : picked.options };
  }
  const data = { ...fields, contact_id: picked.kind === 'existing' ? picked.id : null };
  const id = await db.transaction(async (tx) => {
    const task = before ? await updateTask(tx, before, data) : await createTask(tx, data);
    await setStatus(tx, task.id, status, at);
    return task.id;
  });
  return { ok: true, id };
}

/** Changes a task unless it was changed since `version`, see isStale(). */
export async function saveTaskEdit(
  db: OwnedDb,
  before: TaskRow,
  input: TaskInput,
  at: Moment,
  version?: number,
): Promise<TaskSaved | VersionConflict> {
  return db.transaction(async (tx) =>
    (await isStale(tx, 'tasks', before.id, version)) ? versionConflict : saveTask(tx, input, at, before),
  );
}

/** Changes everything but the status. A new due date or repetition starts a new series. */
function updateTask(
  db: OwnedDb,
  before: Task,
  { due_date, due_time, ...fields }: Omit<TaskInput, 'status' | `contact${string}`> & { contact_id: number | null },
): Promise<{ id: number }> {
  const same = before.repeat === fields.repeat && dateText(before.due_date) === due_date;
  const start = same ? before.repeat_from : dateColumn(due_date);
  const dates = { due_date: dateColumn(due_date), due_time: timeColumn(due_time) };
  const data = { ...fields, ...dates, repeat_from: fields.repeat === 'never' ? null : start };
  return db.task.update({ where: db.key(before.id), data, select: { id: true } });
}
