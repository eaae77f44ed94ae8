import type { Request, Response } from 'express';
import { companySelect } from '../companies/companies.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, pickedName } from '../db/picker.ts';
import { applyPick } from '../http/forms/applyPick.ts';
import { type Difference, differencesOf, type Edited, editedOf, versionOf } from '../http/forms/editConflict.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import type { ContactRow } from './contactRow.ts';
import { tellSaved, unsavedForm } from './contactSaving.ts';
import { type ContactInput, ContactSchema } from './contacts.schema.ts';
import { getContact, updateContact } from './contacts.service.ts';
import type { DuplicateCandidate } from './duplicates.service.ts';

interface FormLocals {
  form: Form<typeof ContactSchema>;
  /** Absent: a new one. */
  contact: ContactRow | undefined;
  /** What the company's select offers; at most 50. */
  companies: PickerOption[];
  /** Companies to choose among, when the typed name was not clear. */
  unclear: PickerOption[] | undefined;
  duplicates: DuplicateCandidate[];
  edited: Edited | undefined;
}

const view = page<FormLocals>('contacts/form');

type FormParts = Partial<Pick<FormLocals, 'contact' | 'unclear' | 'duplicates'>> &
  Pick<FormLocals, 'form'> & { differences?: Difference[] };

export async function showForm(
  res: Response,
  db: OwnedDb,
  { form: given, contact, unclear, duplicates = [], differences }: FormParts,
): Promise<void> {
  const form = unclear ? given : applyPick(given, 'company');
  const title = res.locals.t(contact ? 'contacts.form.edit' : 'contacts.form.new');
  const companies = await companySelect(db, form.values.company);
  const edited = contact && editedOf(res.req, contact, differences);
  view(res, { title, section: 'contacts', form, contact, companies, unclear, duplicates, edited });
}

/** Changes the contact as the form says, if it still is as it was when the form was made. */
export async function saveEdit(req: Request, res: Response, contact: ContactRow, seen?: number): Promise<void> {
  const db = ownedDb(req);
  const parsed = parseForm(ContactSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), db, { form: parsed.form, contact });

  const saved = await updateContact(db, contact, parsed.data, seen);
  if ('conflict' in saved) return showTheirs(req, res, contact.id, parsed);
  if (!saved.ok) return showForm(res.status(422), db, { contact, ...unsavedForm(saved, parsed.form) });
  tellSaved(req, 'contacts.flash.saved', saved);
  res.redirect(303, urls.contact(contact.id));
}

interface Typed {
  form: FormLocals['form'];
  data: ContactInput;
}

async function showTheirs(req: Request, res: Response, id: number, { form, data }: Typed): Promise<void> {
  const db = ownedDb(req);
  const contact = await getContact(db, id);
  const differences = await differencesFrom(res, db, contact, data);
  // Both say the same.
  if (differences.length === 0) return saveEdit(req, res, contact, versionOf(contact));
  await showForm(res.status(409), db, { form, contact, differences });
}

async function differencesFrom(
  res: Response,
  db: OwnedDb,
  contact: ContactRow,
  input: ContactInput,
): Promise<Difference[]> {
  const { t } = res.locals;
  const { company: id, company_name: name, company_pick: pick } = input;
  const company = await pickedName({ id, name, pick }, (chosen) => companySelect(db, String(chosen)));
  const words = (one: Omit<ContactInput, `company${string}` | 'save_anyway'>, companyName: string) => ({
    first_name: one.first_name,
    last_name: one.last_name,
    company: companyName,
    position: one.position,
    email: one.email,
    phone: one.phone,
    status: t(`common.status.${one.status}`) as string,
    notes: one.notes,
  });
  const theirs = words(contact, contact.company?.name ?? '');
  return differencesOf((field) => t(`contacts.field.${field}`), theirs, words(input, company));
}
