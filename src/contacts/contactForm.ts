import type { Request, Response } from 'express';
import { companySelect } from '../companies/companies.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { PickerOption } from '../db/picker.ts';
import { applyPick } from '../http/forms/applyPick.ts';
import { type EditConflict, type EditState, editState, saveUnlessChanged } from '../http/forms/editConflict.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { listTags, type NamedTag } from '../tags/tags.service.ts';
import { urls } from '../urls.ts';
import { type Form, filledForm, parseForm } from '../validation/form.ts';
import { withChangedPoints } from './changedPoints.ts';
import { contactDifferences } from './contactDifferences.ts';
import type { ContactRow } from './contactRow.ts';
import { flashSaved, formWithProblem } from './contactSaving.ts';
import { ContactSchema } from './contacts.schema.ts';
import { getContact, updateContact } from './contacts.service.ts';
import type { DuplicateCandidate } from './duplicates.service.ts';
import { listSources } from './filterChoices.service.ts';

interface FormLocals {
  form: Form<typeof ContactSchema>;
  contact: ContactRow | undefined;
  companies: PickerOption[];
  /** The companies to choose from when the typed name is not clear. */
  unclear: PickerOption[] | undefined;
  duplicates: DuplicateCandidate[];
  /** All tags, as suggestions. */
  tags: NamedTag[];
  /** Suggestions. */
  sources: string[];
  edit: EditState | undefined;
  /** The list that the contact was opened from. */
  back: string | undefined;
}

const view = page<FormLocals>('contacts/form');

type FormParts = Partial<Pick<FormLocals, 'contact' | 'unclear' | 'duplicates'>> &
  Pick<FormLocals, 'form'> & { conflict?: EditConflict };

export async function showForm(
  res: Response,
  db: OwnedDb,
  { form: given, contact, unclear, duplicates = [], conflict }: FormParts,
): Promise<void> {
  const form = unclear ? given : applyPick(given, 'company');
  const title = res.locals.t(contact ? 'contacts.form.edit' : 'contacts.form.new');
  const companies = await companySelect(db, form.values.company);
  const edit = contact && editState(res.req, contact, conflict);
  view(res, {
    title,
    section: 'contacts',
    form,
    contact,
    companies,
    unclear,
    duplicates,
    tags: await listTags(db),
    sources: await listSources(db),
    edit,
    back: returnPath(res.req),
  });
}

export async function saveEdit(req: Request, res: Response, contact: ContactRow): Promise<void> {
  const db = ownedDb(req);
  const changed = withChangedPoints(req);
  if (changed) return showForm(res, db, { form: filledForm(ContactSchema, changed), contact });
  const parsed = parseForm(ContactSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), db, { form: parsed.form, contact });

  const { form, data } = parsed;
  const edit = await saveUnlessChanged(req, {
    table: 'contacts',
    record: contact,
    save: (record, version) => updateContact(db, record, data, version),
    reload: () => getContact(db, contact.id),
    compare: (current) => contactDifferences(res.locals, db, current, data),
  });
  if (!edit.saved) {
    return showForm(res.status(409), db, { form, contact: edit.current, conflict: edit.conflict });
  }
  if (!edit.saved.ok) return showForm(res.status(422), db, { contact, ...formWithProblem(edit.saved, form) });
  flashSaved(req, 'contacts.flash.saved', edit.saved);
  res.redirect(303, urls.contact(contact.id, { back: returnPath(req) }));
}
