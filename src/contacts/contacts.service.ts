import { companySource, createCompany } from '../companies/companies.service.ts';
import type { Company, Contact } from '../db/generated/client.ts';
import { findSent, insertOnce, type Once, type SentForm, submitOnce } from '../db/idempotencyKeys.ts';
import { isOutdated, type Outdated, outdated } from '../db/outdated.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { fullName } from './contactName.ts';
import { type ContactRow, withCompany } from './contactRow.ts';
import type { ContactInput } from './contacts.schema.ts';
import { type Compared, findLookalikes } from './duplicates.service.ts';

/** @throws when there is no such contact of this user (404) */
export function getContact(db: OwnedDb, id: number): Promise<ContactRow> {
  return db.contact.findUniqueOrThrow({ where: db.key(id), include: withCompany });
}

/** Why a contact is not saved yet, told at once: the company is not clear (else undefined), somebody has the same email or phone. */
export type Unsaved = { ok: false; companies: PickerOption[] | undefined; lookalikes: ContactRow[] };
/** `company`: the one that was made along with the contact. */
interface Made {
  ok: true;
  namesake: number | undefined;
  company: Pick<Company, 'id' | 'name'> | undefined;
}
export type Saved = Made & { id: number };

export function createContact(db: OwnedDb, input: ContactInput): Promise<Saved | Unsaved> {
  return saveContact(db, input, undefined, (tx, data) =>
    tx.contact.create({ data: { ...data, user_id: tx.userId }, select: { id: true } }),
  );
}

/** Makes the contact of a form, once even if it is sent twice: see submitOnce(). */
export async function createContactOnce(
  db: OwnedDb,
  input: ContactInput,
  form: SentForm | undefined,
  pathOf: (made: { id: number }) => string,
): Promise<Once<Saved | Unsaved>> {
  // A typed company may be a new one: two rows, of which both are written or none.
  if (!form || input.company_name !== '') return submitOnce(db, form, (tx) => createContact(tx, input), pathOf);

  const saved = await saveContact(db, input, undefined, (tx, data) => insertOnce(tx, form, 'contacts', data, pathOf));
  if ('again' in saved) return { again: saved.again, result: undefined };
  // The contact of the first form is like that of the second.
  const again = saved.ok ? undefined : await findSent(db, form);
  return again === undefined ? { again, result: saved } : { again, result: undefined };
}

/** `seen`: the version that the change was made from, see isOutdated(). */
export async function updateContact(
  db: OwnedDb,
  contact: ContactRow,
  input: ContactInput,
  seen?: number,
): Promise<Saved | Unsaved | Outdated> {
  return db.transaction(async (tx) => {
    if (await isOutdated(tx, 'contacts', contact.id, seen)) return outdated;
    return saveContact(tx, input, contact, async (tx, data) => {
      await tx.contact.update({ where: tx.key(contact.id), data });
      return { id: contact.id };
    });
  });
}

type ContactData = Pick<
  Contact,
  'first_name' | 'last_name' | 'email' | 'phone' | 'position' | 'status' | 'notes' | 'company_id'
>;

async function saveContact<Written extends { id: number } | { again: string }>(
  db: OwnedDb,
  input: ContactInput,
  before: ContactRow | undefined,
  write: (tx: OwnedDb, data: ContactData) => Promise<Written>,
): Promise<(Made & Written) | Unsaved> {
  const { company, company_name, company_pick, save_anyway, ...fields } = input;
  const picked = await resolvePick({ id: company, name: company_name, pick: company_pick }, companySource(db));
  const { same, namesake } = await findLookalikes(db, changed(fields, before), before?.id);
  const lookalikes = save_anyway ? [] : same;
  const companies = picked.kind === 'unclear' ? picked.options : undefined;
  if (companies || lookalikes.length > 0) return { ok: false, companies, lookalikes };

  const told = { ok: true, namesake: namesake?.id } as const;
  if (picked.kind !== 'new') {
    const company_id = picked.kind === 'existing' ? picked.id : null;
    return { ...told, company: undefined, ...(await write(db, { ...fields, company_id })) };
  }
  return db.transaction(async (tx) => {
    const company = await createCompany(tx, { name: picked.name });
    return { ...told, company, ...(await write(tx, { ...fields, company_id: company.id })) };
  });
}

// What the owner once saved knowingly is not brought up again by an edit of something else.
function changed(fields: Compared, before: ContactRow | undefined): Compared {
  const renamed = !before || fullName(before) !== fullName(fields);
  return {
    first_name: renamed ? fields.first_name : '',
    last_name: renamed ? fields.last_name : '',
    email: before?.email === fields.email ? '' : fields.email,
    phone: before?.phone === fields.phone ? '' : fields.phone,
  };
}

/** How much goes with a contact. */
export async function countBelongings(db: OwnedDb, id: number): Promise<{ interactions: number; tasks: number }> {
  const [interactions, tasks] = await Promise.all([
    db.interaction.count({ where: { contact_id: id } }),
    db.task.count({ where: { contact_id: id } }),
  ]);
  return { interactions, tasks };
}
