import type { Request } from 'express';
import type { PickerOption } from '../db/picker.ts';
import { flash } from '../http/flash.ts';
import type { Form } from '../http/form.ts';
import { settledPick } from '../http/picker.ts';
import { urls } from '../urls.ts';
import type { ContactRow } from './contactRow.ts';
import type { ContactSchema } from './contacts.schema.ts';
import type { Saved, Unsaved } from './contacts.service.ts';

/** A contact's form that was not saved, and what its page asks about. */
export interface Problem<F> {
  form: F;
  unclear?: PickerOption[];
  lookalikes?: ContactRow[];
}

export function unsavedForm<F extends Form<typeof ContactSchema>>(unsaved: Unsaved, form: F): Problem<F> {
  if ('lookalikes' in unsaved) return { form: settledPick(form, 'company'), lookalikes: unsaved.lookalikes };
  // A chosen company that is not there (any more) is nothing to choose among.
  const missing = unsaved.companies.length === 0 && form.values.company_name === '';
  const errors = { ...form.errors, company: { key: 'forms.choice' } };
  return missing ? { form: { ...form, errors } } : { form, unclear: unsaved.companies };
}

type SavedKey = 'contacts.flash.created' | 'contacts.flash.saved' | 'quickAdd.flash.withNext';

/** Two people may share a name: it is pointed out, without the name so that a page shows it once, and never in the way. */
export function tellSaved(req: Request, key: SavedKey, { namesake }: Saved): void {
  flash(req, 'success', key);
  if (namesake === undefined) return;
  flash(req, 'info', 'contacts.flash.namesake', { actions: [{ label: 'common.open', href: urls.contact(namesake) }] });
}
