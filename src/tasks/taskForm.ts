import type { Request, Response } from 'express';
import { contactSelect } from '../contacts/contactPicker.service.ts';
import type { PickerOption } from '../db/picker.ts';
import { applyPick } from '../http/forms/applyPick.ts';
import { type EditConflict, type EditState, editState } from '../http/forms/editConflict.ts';
import { formFor } from '../http/forms/formFor.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { parseDate, timeText } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import { type FieldError, type Form, withError } from '../validation/form.ts';
import { TaskSchema } from './tasks.schema.ts';
import type { TaskRow } from './tasks.service.ts';

type TaskForm = Form<typeof TaskSchema>;

interface FormLocals {
  form: TaskForm;
  task: TaskRow | undefined;
  contacts: PickerOption[];
  /** The contacts to choose from when the typed name is not clear. */
  unclear: PickerOption[] | undefined;
  back: string | undefined;
  edit: EditState | undefined;
}

const view = page<FormLocals>('tasks/form');

type FormParts = Pick<FormLocals, 'form'> & Partial<Pick<FormLocals, 'task' | 'unclear'>> & { conflict?: EditConflict };

export async function showForm(
  req: Request,
  res: Response,
  { form: given, task, unclear, conflict }: FormParts,
): Promise<void> {
  const form = unclear ? given : applyPick(given, 'contact');
  const title = res.locals.t(task ? 'tasks.form.edit' : 'tasks.form.new');
  const contacts = await contactSelect(ownedDb(req), form.values.contact);
  const edit = task && editState(req, task, conflict);
  view(res, {
    title,
    section: 'tasks',
    form: withIsoDate(form),
    task,
    contacts,
    unclear,
    back: returnPath(req),
    edit,
  });
}

export function showUnclearContact(
  req: Request,
  res: Response,
  form: TaskForm,
  contacts: PickerOption[],
  task?: TaskRow,
): Promise<void> {
  const asking = withError(form, 'contact', unclearContactError(form.values.contact_name, contacts));
  const unclear = form.values.contact_name === '' ? undefined : contacts;
  return showForm(req, res.status(422), { form: asking, task, unclear });
}

/** Several contacts have the typed name, or none. Without a name, the chosen contact no longer exists. */
export function unclearContactError(name: string, contacts: PickerOption[]): FieldError {
  if (name === '') return { key: 'forms.choice' };
  const question = contacts.length > 0 ? 'tasks.picker.unclearSeveral' : 'tasks.picker.unclearNone';
  return { key: question, params: { name } };
}

export function taskEditForm(task: TaskRow): TaskForm {
  return formFor(TaskSchema, { ...task, due_time: timeText(task.due_time) ?? '', contact: task.contact_id ?? '' });
}

export function showPostponeError(req: Request, res: Response, task: TaskRow, due_date: string): Promise<void> {
  const saved = taskEditForm(task);
  const form = { ...saved, values: { ...saved.values, due_date: due_date.replaceAll('\0', '') } };
  return showForm(req, res.status(422), { form: withError(form, 'due_date', { key: 'tasks.error.date' }), task });
}

export function returnPathOrTasks(req: Request): string {
  return returnPath(req) ?? urls.tasks();
}

// A browser's date field accepts ISO dates only: "31.03.2026" would be lost when the form is shown again.
function withIsoDate(form: TaskForm): TaskForm {
  const due_date = parseDate(form.values.due_date.trim()) ?? form.values.due_date;
  return { ...form, values: { ...form.values, due_date } };
}
