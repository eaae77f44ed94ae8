import type { Request, Response } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { contactSelect } from '../contacts/contactPicker.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pickedName } from '../db/picker.ts';
import { flash } from '../http/flash.ts';
import { type Difference, findDifferences, saveUnlessChanged } from '../http/forms/editConflict.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { dateText, timeText } from '../i18n/dates.ts';
import { parseForm } from '../validation/form.ts';
import { returnPathOrTasks, showForm, showUnclearContact } from './taskForm.ts';
import { type TaskInput, TaskSchema } from './tasks.schema.ts';
import { getTask, saveTaskEdit, type TaskRow } from './tasks.service.ts';

export async function saveEdit(req: Request, res: Response, task: TaskRow): Promise<void> {
  const parsed = parseForm(TaskSchema, req.body);
  if (!parsed.ok) return showForm(req, res.status(422), { form: parsed.form, task });

  const db = ownedDb(req);
  const { form, data } = parsed;
  const edit = await saveUnlessChanged(req, {
    table: 'tasks',
    record: task,
    save: (record, version) => saveTaskEdit(db, record, data, currentMoment(req), version),
    reload: () => getTask(db, task.id),
    compare: (current) => compare(res.locals, db, current, data),
  });
  if (!edit.saved) return showForm(req, res.status(409), { form, task: edit.current, conflict: edit.conflict });
  if (!edit.saved.ok) return showUnclearContact(req, res, form, edit.saved.contacts, task);
  flash(req, 'success', 'tasks.flash.saved', { actions: undoActions(req, returnPathOrTasks(req)) });
  res.redirect(303, returnPathOrTasks(req));
}

type Language = Pick<Express.Locals, 't' | 'format'>;

async function compare({ t, format }: Language, db: OwnedDb, task: TaskRow, input: TaskInput): Promise<Difference[]> {
  const { contact: id, contact_name: name, contact_pick: pick } = input;
  const contact = await pickedName({ id, name, pick }, (chosen) => contactSelect(db, String(chosen)));
  const texts = (one: Omit<TaskInput, `contact${string}`>, contactName: string) => ({
    title: one.title,
    due_date: one.due_date === null ? '' : format.date(one.due_date),
    due_time: one.due_time ?? '',
    repeat: t(`tasks.repeat.${one.repeat}`),
    contact: contactName,
    priority: t(`tasks.priority.${one.priority}`),
    status: t(`tasks.status.${one.status}`),
    description: one.description,
  });
  const { due_date, due_time, ...rest } = task;
  const saved = { ...rest, due_date: dateText(due_date), due_time: timeText(due_time) };
  const current = texts(saved, task.contact ? fullName(task.contact) : '');
  return findDifferences((field) => t(`tasks.field.${field}`), current, texts(input, contact));
}
