import type { Request } from 'express';
import type { PickerOption } from '../db/picker.ts';
import { flash } from '../http/flash.ts';
import { urls } from '../urls.ts';
import type { Form } from '../validation/form.ts';
import type { ContactSchema } from './contacts.schema.ts';
import type { Saved, Unsaved } from './contacts.service.ts';
import type { DuplicateCandidate } from './duplicates.service.ts';

/** A contact's form that was not saved, and what its page asks about. */
export interface Problem<F> {
  form: F;
  unclear?: PickerOption[] | undefined;
  duplicates?: DuplicateCandidate[];
}

export function unsavedForm<F extends Form<typeof ContactSchema>>(unsaved: Unsaved, form: F): Problem<F> {
  const { companies, duplicates } = unsaved;
  if (!companies) return { form, duplicates };
  const name = form.values.company_name;
  // A chosen company that is not there (any more) is nothing to choose among.
  const question = name === '' ? 'forms.choice' : 'companies.picker.unclear';
  const errors = { ...form.errors, company: { key: question, params: { name } } };
  return { form: { ...form, errors }, unclear: name === '' ? undefined : companies, duplicates };
}

/** Sent by "save and add another": back to an empty form. */
export function isForAnother(req: Request): boolean {
  return req.body?.another === '1';
}

type SavedKey = 'contacts.flash.created' | 'contacts.flash.saved' | 'quickAdd.flash.createdWithNext';

/**
 * Names a company that was made along. Two people may share a name: it is pointed out, without the name so that a page shows
 * it once, and never in the way.
 */
export function tellSaved(req: Request, key: SavedKey, { namesake, company }: Saved): void {
  flash(req, 'success', key);
  if (company) tellCompany(req, company);
  if (namesake === undefined) return;
  flash(req, 'info', 'contacts.flash.namesake', { actions: [{ label: 'common.open', href: urls.contact(namesake) }] });
}

function tellCompany(req: Request, { id, name }: NonNullable<Saved['company']>): void {
  flash(req, 'info', 'contacts.flash.newCompany', {
    params: { name },
    actions: [{ label: 'common.open', href: urls.company(id) }],
  });
}
