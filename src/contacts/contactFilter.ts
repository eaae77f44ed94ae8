import { z } from 'zod';
import { isId } from '../core/ids.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { formFor } from '../http/forms/formFor.ts';
import type { Form } from '../validation/form.ts';
import { searchText } from '../validation/queryFields.ts';
import { contactOption, contactSource } from './contactPicker.service.ts';

/** The contact picker of a list's filter; invalid values count as absent. */
const ContactFilterSchema = z.object({
  contact: z.string().catch(''),
  contact_name: searchText,
  contact_pick: z.string().refine(isId).catch(''),
});

/** The contact that a filter means, and what its picker needs. */
export interface ContactFilter {
  id: number | undefined;
  form: Form<typeof ContactFilterSchema>;
  /** The only option of the select: others are found by typing. */
  contacts: PickerOption[];
  /** To choose from when the typed name is not clear. */
  unclear: PickerOption[] | undefined;
}

/** Reads the picker of a filter from the query of a page. `id`: the contact that the query names. */
export async function readContactFilter(
  db: OwnedDb,
  query: Record<string, unknown>,
  id: number | undefined,
): Promise<ContactFilter> {
  const filter = ContactFilterSchema.parse(query);
  const { contact_name: name, contact_pick: pick } = filter;
  const picked = await resolvePick({ id: id ?? null, name, pick }, contactSource(db));
  const contacts = picked.kind === 'existing' ? await contactOption(db, picked.id) : [];
  const chosen = contacts[0]?.id;
  return {
    id: chosen,
    form: formFor(ContactFilterSchema, { ...filter, contact: chosen ?? '' }),
    contacts,
    unclear: picked.kind === 'unclear' && name !== '' ? picked.options : undefined,
  };
}
