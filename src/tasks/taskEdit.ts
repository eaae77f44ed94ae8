import type { Request, Response } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { contactSelect } from '../contacts/contactPicker.service.ts';
import { pickedName } from '../db/picker.ts';
import { flash } from '../http/flash.ts';
import { type Difference, differencesOf, versionOf } from '../http/forms/editConflict.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { dateText, timeText } from '../i18n/dates.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { backOr, showForm, showUnclear } from './taskForm.ts';
import { type TaskInput, TaskSchema } from './tasks.schema.ts';
import { getTask, saveTaskEdit, type TaskRow } from './tasks.service.ts';

/** Changes the task as the form says, if it still is as it was when the form was made. */
export async function saveEdit(req: Request, res: Response, task: TaskRow, seen?: number): Promise<void> {
  const parsed = parseForm(TaskSchema, req.body);
  if (!parsed.ok) return showForm(req, res.status(422), { form: parsed.form, task });

  const saved = await saveTaskEdit(ownedDb(req), task, parsed.data, currentMoment(req), seen);
  if ('conflict' in saved) return showTheirs(req, res, task.id, parsed);
  if (!saved.ok) return showUnclear(req, res, parsed.form, saved.contacts, task);
  flash(req, 'success', 'tasks.flash.saved');
  res.redirect(303, backOr(req));
}

interface Typed {
  form: Form<typeof TaskSchema>;
  data: TaskInput;
}

async function showTheirs(req: Request, res: Response, id: number, { form, data }: Typed): Promise<void> {
  const task = await getTask(ownedDb(req), id);
  const differences = await differencesFrom(req, res, task, data);
  // Both say the same.
  if (differences.length === 0) return saveEdit(req, res, task, versionOf(task));
  await showForm(req, res.status(409), { form, task, differences });
}

async function differencesFrom(req: Request, res: Response, task: TaskRow, input: TaskInput): Promise<Difference[]> {
  const { t, format } = res.locals;
  const { contact: id, contact_name: name, contact_pick: pick } = input;
  const contact = await pickedName({ id, name, pick }, (chosen) => contactSelect(ownedDb(req), String(chosen)));
  const words = (one: Omit<TaskInput, `contact${string}`>, contactName: string) => ({
    title: one.title,
    due_date: one.due_date === null ? '' : (format.date(one.due_date) as string),
    due_time: one.due_time ?? '',
    repeat: t(`tasks.repeat.${one.repeat}`) as string,
    contact: contactName,
    priority: t(`tasks.priority.${one.priority}`) as string,
    status: t(`tasks.status.${one.status}`) as string,
    description: one.description,
  });
  const { due_date, due_time, ...rest } = task;
  const saved = { ...rest, due_date: dateText(due_date), due_time: timeText(due_time) };
  const theirs = words(saved, task.contact ? fullName(task.contact) : '');
  return differencesOf((field) => t(`tasks.field.${field}`), theirs, words(input, contact));
}
