import type { Request, Response } from 'express';
import { companySelect } from '../companies/companies.service.ts';
import { contactSelect } from '../contacts/contactPicker.service.ts';
import type { FormWithProblem } from '../contacts/contactSaving.ts';
import { isId, parseId } from '../core/ids.ts';
import { localPath } from '../core/paths.ts';
import type { PickerOption } from '../db/picker.ts';
import { applyPick } from '../http/forms/applyPick.ts';
import { formFor } from '../http/forms/formFor.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment, page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { listTags, type NamedTag } from '../tags/tags.service.ts';
import { type DueTask, listDueTasks } from '../tasks/dueTasks.service.ts';
import { unclearContactError } from '../tasks/taskForm.ts';
import { urls } from '../urls.ts';
import type { Form } from '../validation/form.ts';
import {
  type CheckedContactSchema,
  type QuickContactSchema,
  QuickNoteSchema,
  QuickTaskSchema,
  quickDues,
} from './quickAdd.schema.ts';

type ContactForm = Form<typeof QuickContactSchema>;
export type CheckForm = Form<typeof CheckedContactSchema>;
type NoteForm = Form<typeof QuickNoteSchema>;
type TaskForm = Form<typeof QuickTaskSchema>;

interface QuickAddLocals {
  /** The page from which quick add was opened. */
  back: string | undefined;
  kind: 'contact' | 'note' | 'task';
  form: ContactForm | NoteForm | TaskForm;
  contacts: PickerOption[];
  /** Contacts to choose from when the typed name was ambiguous. */
  unclear: PickerOption[] | undefined;
  /** For a note: the chosen contact's tasks that were due by today. */
  due?: DueTask[];
}

interface CheckLocals extends FormWithProblem<CheckForm> {
  companies: PickerOption[];
  unclear: PickerOption[] | undefined;
  /** All tags, as suggestions. */
  tags: NamedTag[];
}

const pageView = page<QuickAddLocals>('quickAdd/page');
const dialogView = fragment<QuickAddLocals & { title: string }>('quickAdd/dialog');
const checkView = page<CheckLocals>('quickAdd/check');

export function showContactForm(req: Request, res: Response, form: ContactForm): void {
  showQuickAdd(req, res, { kind: 'contact', form, contacts: [], unclear: undefined });
}

export async function showNoteForm(
  req: Request,
  res: Response,
  form: NoteForm,
  unclear?: PickerOption[],
): Promise<void> {
  const contacts = await contactSelect(ownedDb(req), form.values.contact);
  const due = await dueTasks(req, form.values.contact);
  showQuickAdd(req, res, { kind: 'note', contacts, due, ...withContactQuestion(form, unclear) });
}

export async function showTaskForm(
  req: Request,
  res: Response,
  form: TaskForm,
  unclear?: PickerOption[],
): Promise<void> {
  const contacts = await contactSelect(ownedDb(req), form.values.contact);
  showQuickAdd(req, res, { kind: 'task', contacts, ...withContactQuestion(form, unclear) });
}

export async function showCheckForm(
  req: Request,
  res: Response,
  { form: given, unclear, duplicates = [] }: FormWithProblem<CheckForm>,
): Promise<void> {
  const form = unclear ? given : applyPick(given, 'company');
  const db = ownedDb(req);
  const companies = await companySelect(db, form.values.company);
  const tags = await listTags(db);
  const title = res.locals.t('quickAdd.check.title');
  checkView(res, { title, section: 'contacts', form, duplicates, companies, unclear, tags });
}

/** The note of a contact that is chosen already begins with the most pressing of the due tasks ticked. */
export async function showBlankNoteForm(req: Request, res: Response): Promise<void> {
  const contact = presetContact(req);
  const [first] = await dueTasks(req, contact);
  const completed_tasks = String(first?.id ?? '');
  const preset = { contact, interaction_type: 'note', next: 'none', completed_tasks };
  await showNoteForm(req, res, formFor(QuickNoteSchema, preset));
}

async function dueTasks(req: Request, contact: string): Promise<DueTask[]> {
  const id = parseId(contact);
  return id === undefined ? [] : listDueTasks(ownedDb(req), id, currentMoment(req).today);
}

/** A task is for today, as Today shows it at once, unless a link asks for another day (`?due=tomorrow`). */
export function blankTaskForm(req: Request): TaskForm {
  const due = quickDues.find((one) => one === req.query['due']) ?? 'today';
  return formFor(QuickTaskSchema, { contact: presetContact(req), due, title: queryText(req.query['title']) });
}

export function queryText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The page to return to: the one that a form or link names, else the referring page of this site. */
export function backPath(req: Request): string | undefined {
  const back = returnPath(req) ?? (req.method === 'GET' ? refererPath(req) : '');
  return back && !back.startsWith(urls.quickAdd()) ? back : undefined;
}

function withContactQuestion<F extends NoteForm | TaskForm>(form: F, unclear: PickerOption[] | undefined) {
  if (!unclear) return { form, unclear };
  const name = form.values.contact_name;
  const withError = { ...form, errors: { ...form.errors, contact: unclearContactError(name, unclear) } };
  return { form: withError, unclear: name === '' ? undefined : unclear };
}

function refererPath(req: Request): string | undefined {
  const referer = req.get('referer') ?? '';
  if (!URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  return host === req.get('host') ? localPath(pathname + search) : undefined;
}

/** The contact that a link names, else the one whose page the user came from. */
function presetContact(req: Request): string {
  const linked = queryText(req.query['contact']);
  const viewed = /^\/contacts\/(\d+)\//.exec(backPath(req) ?? '')?.[1] ?? '';
  return linked || (isId(viewed) ? viewed : '');
}

function showQuickAdd(req: Request, res: Response, locals: Omit<QuickAddLocals, 'back'>): void {
  const title = res.locals.t('quickAdd.title');
  const all = { ...locals, title, back: backPath(req) };
  res.vary('X-Fragment');
  if (req.get('x-fragment') === 'dialog') return dialogView(res, all);
  pageView(res, { ...all, section: 'none' });
}
