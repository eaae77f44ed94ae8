import { companySource } from '../companies/companies.service.ts';
import { contactSource } from '../contacts/contactPicker.service.ts';
import type { ContactInput } from '../contacts/contacts.schema.ts';
import { type ContactProblem, createContact, getContact, type SavedContact } from '../contacts/contacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import type { NextStepTask } from '../interactions/logInteraction.service.ts';
import { createTask } from '../tasks/tasks.service.ts';

/** Values of a contact form's company picker: the only company of this name, or a new one. */
export async function companyPickerValues(db: OwnedDb, name: string) {
  if (name === '') return { company: '', company_name: '', company_pick: '' };
  const named = await companySource(db).named(name);
  const [only] = named;
  if (only && named.length === 1) return { company: String(only.id), company_name: '', company_pick: '' };
  return { company: '', company_name: name, company_pick: named.length === 0 ? 'new' : '' };
}

/** Creates a contact with its company, the company's website and the next step, all or nothing. */
export function saveContact(
  db: OwnedDb,
  input: ContactInput & { website: string },
  next: NextStepTask | undefined,
): Promise<SavedContact | ContactProblem> {
  const { website, ...contact } = input;
  return db.transaction(async (tx) => {
    const saved = await createContact(tx, contact);
    if (!saved.ok) return saved;
    if (website !== '') await saveWebsite(tx, saved.id, website);
    if (next) await createTask(tx, { ...next, contact_id: saved.id });
    return saved;
  });
}

/** Saves a website with the contact's company, or in the notes when there is no company or it has another website. */
async function saveWebsite(db: OwnedDb, contactId: number, website: string): Promise<void> {
  const { company_id, notes } = await getContact(db, contactId);
  const company = company_id === null ? null : await db.company.findUniqueOrThrow({ where: db.key(company_id) });
  if (company?.website === website) return;
  if (company?.website === '') await db.company.update({ where: db.key(company.id), data: { website } });
  else {
    const both = [notes, website].filter(Boolean).join('\n');
    await db.contact.update({ where: db.key(contactId), data: { notes: both }, select: { id: true } });
  }
}

interface ContactPick {
  contact: number | null;
  contact_name: string;
  contact_pick: string;
}

/** The contact of a picker, null for none; or the contacts to choose from. */
type PickedContact = { ok: true; id: number | null } | { ok: false; contacts: PickerOption[] };

export async function findPickedContact(db: OwnedDb, values: ContactPick): Promise<PickedContact> {
  const { contact: id, contact_name: name, contact_pick: pick } = values;
  const picked = await resolvePick({ id, name, pick }, contactSource(db));
  if (picked.kind === 'existing') return { ok: true, id: picked.id };
  if (picked.kind === 'none') return { ok: true, id: null };
  return { ok: false, contacts: picked.kind === 'unclear' ? picked.options : [] };
}
