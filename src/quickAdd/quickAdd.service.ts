import { companySource } from '../companies/companies.service.ts';
import { contactSource } from '../contacts/contactPicker.service.ts';
import type { ContactInput } from '../contacts/contacts.schema.ts';
import { createContact, getContact, type Saved, type Unsaved } from '../contacts/contacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import type { NextTask } from '../interactions/interactions.service.ts';
import { createTask } from '../tasks/tasks.service.ts';

/** The company's picker as the form of a new contact has it: the one there is of this name, or a new one. */
export async function companyFields(db: OwnedDb, name: string) {
  if (name === '') return { company: '', company_name: '', company_pick: '' };
  const named = await companySource(db).named(name);
  const [only] = named;
  if (only && named.length === 1) return { company: String(only.id), company_name: '', company_pick: '' };
  return { company: '', company_name: name, company_pick: named.length === 0 ? 'new' : '' };
}

/** Makes a contact with its company, the company's website and the next step: all of it or nothing. */
export function saveContact(
  db: OwnedDb,
  input: ContactInput & { website: string },
  next: NextTask | undefined,
): Promise<Saved | Unsaved> {
  const { website, ...contact } = input;
  return db.transaction(async (tx) => {
    const saved = await createContact(tx, contact);
    if (!saved.ok) return saved;
    if (website !== '') await keepWebsite(tx, saved.id, website);
    if (next) await createTask(tx, { ...next, contact_id: saved.id });
    return saved;
  });
}

/** A website belongs to the company; without one, or when it has another, it goes to the person's notes. */
async function keepWebsite(db: OwnedDb, contactId: number, website: string): Promise<void> {
  const { company_id, notes } = await getContact(db, contactId);
  const company = company_id === null ? null : await db.company.findUniqueOrThrow({ where: db.key(company_id) });
  if (company?.website === website) return;
  if (company?.website === '') await db.company.update({ where: db.key(company.id), data: { website } });
  else {
    const both = [notes, website].filter(Boolean).join('\n');
    await db.contact.update({ where: db.key(contactId), data: { notes: both } });
  }
}

interface Typed {
  contact: number | null;
  contact_name: string;
  contact_pick: string;
}

/** Who is meant by a picker; when nobody is, whom one may choose among. */
type Whom = { ok: true; id: number | null } | { ok: false; contacts: PickerOption[] };

export async function findWhom(db: OwnedDb, typed: Typed): Promise<Whom> {
  const { contact: id, contact_name: name, contact_pick: pick } = typed;
  const picked = await resolvePick({ id, name, pick }, contactSource(db));
  if (picked.kind === 'existing') return { ok: true, id: picked.id };
  if (picked.kind === 'none') return { ok: true, id: null };
  return { ok: false, contacts: picked.kind === 'unclear' ? picked.options : [] };
}
