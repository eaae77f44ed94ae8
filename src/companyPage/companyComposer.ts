import type { z } from 'zod';
import { fullName } from '../contacts/contactName.ts';
import { companyPeopleSource, contactOption } from '../contacts/contactPicker.service.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { parseId } from '../core/ids.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Page } from '../db/paginate.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { applyPick } from '../http/forms/applyPick.ts';
import { formFor } from '../http/forms/formFor.ts';
import { type Moment, momentIn } from '../i18n/dates.ts';
import { composerSchema } from '../interactions/interactions.schema.ts';
import { type Form, type parseForm, withError } from '../validation/form.ts';
import { pickerFields } from '../validation/pickerFields.ts';
import type { CompanyPage } from './companyPage.service.ts';

/** A composer with a choice among the people of a company. */
export const companyComposerSchema = (moment: Moment) => composerSchema(moment).safeExtend(pickerFields('contact'));

type Schema = ReturnType<typeof companyComposerSchema>;
export type CompanyComposerForm = Form<Schema>;

// As in blankComposer(), the field names are the same at any moment.
const schema = companyComposerSchema(momentIn('UTC', new Date(0)));

/**
 * If the company has only one person, that person is chosen and their most pressing task ticked; otherwise the user
 * chooses.
 */
export function blankCompanyComposer({ people: { rows, pagination }, due }: CompanyPage): CompanyComposerForm {
  const only = pagination.total === 1 ? rows[0] : undefined;
  const completed_tasks = only ? String(due[0]?.id ?? '') : '';
  return formFor(schema, { contact: only?.id, interaction_type: 'note', next: 'none', completed_tasks });
}

/** The people of the select; `complete` when they are all of the company. */
export interface PeopleChoice {
  options: PickerOption[];
  complete: boolean;
}

export async function peopleChoice(
  db: OwnedDb,
  { rows, pagination }: Page<{ id: number; first_name: string; last_name: string }>,
  chosen: string,
): Promise<PeopleChoice> {
  const options = rows.map((row) => ({ id: row.id, label: fullName(row) }));
  const complete = pagination.total <= rows.length;
  const id = parseId(chosen);
  const isMissing = !complete && id !== undefined && !options.some((option) => option.id === id);
  return { options: isMissing ? [...options, ...(await contactOption(db, id))] : options, complete };
}

type Parsed = ReturnType<typeof parseForm<Schema>>;

type PickedPerson =
  | { ok: true; data: z.output<Schema>; person: ContactRow }
  | { ok: false; form: CompanyComposerForm; unclear: PickerOption[] | undefined };

/** The chosen person of the company, or the form with what is wrong. */
export async function pickPerson(db: OwnedDb, companyId: number, parsed: Parsed): Promise<PickedPerson> {
  if (!parsed.ok) return { ok: false, form: applyPick(parsed.form, 'contact'), unclear: undefined };
  const { data, form } = parsed;
  const { contact: id, contact_name: name, contact_pick: pick } = data;
  const picked = await resolvePick({ id, name, pick }, companyPeopleSource(db, companyId));
  if (picked.kind === 'existing') return { ok: true, data, person: await getContact(db, picked.id) };
  const missing = withError(form, 'contact', { key: 'interactions.person.missing' });
  const isUnclear = picked.kind === 'unclear' && name !== '';
  return { ok: false, form: missing, unclear: isUnclear ? picked.options : undefined };
}
