import type { Request } from 'express';
import type { PickerOption } from '../db/picker.ts';
import { flash } from '../http/flash.ts';
import { undoActions } from '../http/undoAction.ts';
import { urls } from '../urls.ts';
import type { Form } from '../validation/form.ts';
import type { ContactSchema } from './contacts.schema.ts';
import type { ContactProblem, SavedContact } from './contacts.service.ts';
import type { DuplicateCandidate } from './duplicates.service.ts';

/** A form that was not saved, and what its page asks about. */
export interface FormWithProblem<F> {
  form: F;
  unclear?: PickerOption[] | undefined;
  duplicates?: DuplicateCandidate[];
}

export function formWithProblem<F extends Form<typeof ContactSchema>>(
  problem: ContactProblem,
  form: F,
): FormWithProblem<F> {
  const { companies, duplicates } = problem;
  if (!companies) return { form, duplicates };
  const name = form.values.company_name;
  // Without a name, the chosen company no longer exists: there is nothing to choose from.
  const question = name === '' ? 'forms.choice' : 'companies.picker.unclear';
  const errors = { ...form.errors, company: { key: question, params: { name } } };
  return { form: { ...form, errors }, unclear: name === '' ? undefined : companies, duplicates };
}

export function wantsAnother(req: Request): boolean {
  return req.body?.another === '1';
}

type SavedKey = 'contacts.flash.created' | 'contacts.flash.saved' | 'quickAdd.flash.createdWithNext';

/**
 * Flashes what was saved, including a company created with the contact and another contact with the same name. That
 * contact is not named, since the page already shows the name.
 */
export function flashSaved(req: Request, key: SavedKey, { id, namesake, company }: SavedContact): void {
  const back = key === 'contacts.flash.saved' ? urls.contact(id) : urls.contacts();
  flash(req, 'success', key, { actions: undoActions(req, back) });
  if (company) flashNewCompany(req, company);
  if (namesake === undefined) return;
  flash(req, 'info', 'contacts.flash.namesake', { actions: [{ label: 'common.open', href: urls.contact(namesake) }] });
}

function flashNewCompany(req: Request, { id, name }: NonNullable<SavedContact['company']>): void {
  flash(req, 'info', 'contacts.flash.newCompany', {
    params: { name },
    actions: [{ label: 'common.open', href: urls.company(id) }],
  });
}
