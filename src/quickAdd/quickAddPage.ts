import type { Request, Response } from 'express';
import { companySelect } from '../companies/companies.service.ts';
import { contactSelect } from '../contacts/contactPicker.service.ts';
import type { Problem } from '../contacts/contactSaving.ts';
import { isId } from '../core/ids.ts';
import type { PickerOption } from '../db/picker.ts';
import { applyPick } from '../http/forms/applyPick.ts';
import { formFor } from '../http/forms/formFor.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment, page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { whichOne } from '../tasks/taskForm.ts';
import { localPath, urls } from '../urls.ts';
import type { Form } from '../validation/form.ts';
import { type CardSchema, type CheckSchema, NoteSchema, QuickTaskSchema } from './quickAdd.schema.ts';

type CardForm = Form<typeof CardSchema>;
export type CheckForm = Form<typeof CheckSchema>;
type NoteForm = Form<typeof NoteSchema>;
type TaskForm = Form<typeof QuickTaskSchema>;

interface Locals {
  /** Where it was asked for, and where a task leads back to. */
  back: string | undefined;
  kind: 'contact' | 'note' | 'task';
  form: CardForm | NoteForm | TaskForm;
  /** What the contact's select offers; at most 50. */
  contacts: PickerOption[];
  /** Contacts to choose among, when the typed name was not clear. */
  unclear: PickerOption[] | undefined;
}

interface CheckLocals extends Problem<CheckForm> {
  companies: PickerOption[];
  unclear: PickerOption[] | undefined;
}

const pageView = page<Locals>('quickAdd/page');
const dialogView = fragment<Locals & { title: string }>('quickAdd/dialog');
const checkView = page<CheckLocals>('quickAdd/check');

export function showCard(req: Request, res: Response, form: CardForm): void {
  show(req, res, { kind: 'contact', form, contacts: [], unclear: undefined });
}

export async function showNote(req: Request, res: Response, form: NoteForm, unclear?: PickerOption[]): Promise<void> {
  const contacts = await contactSelect(ownedDb(req), form.values.contact);
  show(req, res, { kind: 'note', contacts, ...asking(form, unclear) });
}

export async function showTask(req: Request, res: Response, form: TaskForm, unclear?: PickerOption[]): Promise<void> {
  const contacts = await contactSelect(ownedDb(req), form.values.contact);
  show(req, res, { kind: 'task', contacts, ...asking(form, unclear) });
}

/** What was read, filled into the form of a contact. */
export async function showCheck(
  req: Request,
  res: Response,
  { form: given, unclear, duplicates = [] }: Problem<CheckForm>,
): Promise<void> {
  const form = unclear ? given : applyPick(given, 'company');
  const companies = await companySelect(ownedDb(req), form.values.company);
  const title = res.locals.t('quickAdd.check.title');
  checkView(res, { title, section: 'contacts', form, duplicates, companies, unclear });
}

/** The blank forms. On a person's page that person is the one who is meant. */
export function blankNote(req: Request): NoteForm {
  return formFor(NoteSchema, { contact: contactOf(req), interaction_type: 'note', next: 'none' });
}

export function blankTask(req: Request): TaskForm {
  return formFor(QuickTaskSchema, { contact: contactOf(req), due: 'none', title: textOf(req.query['title']) });
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The page of this site that a form or link said to come back to, else the one from which the link was followed. */
export function cameFrom(req: Request): string | undefined {
  const back = returnPath(req) ?? (req.method === 'GET' ? linkedFrom(req) : '');
  return back && !back.startsWith(urls.quickAdd()) ? back : undefined;
}

function asking<F extends NoteForm | TaskForm>(form: F, unclear: PickerOption[] | undefined) {
  if (!unclear) return { form, unclear };
  const name = form.values.contact_name;
  const told = { ...form, errors: { ...form.errors, contact: whichOne(name, unclear) } };
  return { form: told, unclear: name === '' ? undefined : unclear };
}

function linkedFrom(req: Request): string | undefined {
  const referer = req.get('referer') ?? '';
  if (!URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  return host === req.get('host') ? localPath(pathname + search) : undefined;
}

function contactOf(req: Request): string {
  const asked = textOf(req.query['contact']);
  const shown = /^\/contacts\/(\d+)\//.exec(cameFrom(req) ?? '')?.[1] ?? '';
  return asked || (isId(shown) ? shown : '');
}

function show(req: Request, res: Response, locals: Omit<Locals, 'back'>): void {
  const title: string = res.locals.t('quickAdd.title');
  const all = { ...locals, title, back: cameFrom(req) };
  res.vary('X-Fragment');
  if (req.get('x-fragment') === 'dialog') return dialogView(res, all);
  pageView(res, { ...all, section: 'none' });
}
