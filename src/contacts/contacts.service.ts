import { companySource, createCompany } from '../companies/companies.service.ts';
import type { Company, Contact } from '../db/generated/client.ts';
import {
  findReplayPath,
  type IdempotencyKey,
  insertOnce,
  type RunOnceResult,
  withIdempotencyKey,
} from '../db/idempotencyKeys.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import { fullName } from './contactName.ts';
import { type ContactRow, withCompany } from './contactRow.ts';
import type { ContactInput } from './contacts.schema.ts';
import { type DuplicateCandidate, findDuplicates } from './duplicates.service.ts';
import type { PersonIdentity } from './samePerson.ts';

/** @throws when there is no such contact of this user (404) */
export function getContact(db: OwnedDb, id: number): Promise<ContactRow> {
  return db.contact.findUniqueOrThrow({ where: db.key(id), include: withCompany });
}

/** Why a contact is not saved yet, told at once: the company is not clear (else undefined), somebody has the same email or phone. */
export type Unsaved = { ok: false; companies: PickerOption[] | undefined; duplicates: DuplicateCandidate[] };
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
  form: IdempotencyKey | undefined,
  pathOf: (made: { id: number }) => string,
): Promise<RunOnceResult<Saved | Unsaved>> {
  // A typed company may be a new one: two rows, of which both are written or none.
  if (!form || input.company_name !== '') return withIdempotencyKey(db, form, (tx) => createContact(tx, input), pathOf);

  const saved = await saveContact(db, input, undefined, (tx, data) => insertOnce(tx, form, 'contacts', data, pathOf));
  if ('replayPath' in saved) return { replayPath: saved.replayPath, result: undefined };
  // The contact of the first form is like that of the second.
  const replayPath = saved.ok ? undefined : await findReplayPath(db, form);
  return replayPath === undefined ? { replayPath, result: saved } : { replayPath, result: undefined };
}

/** Changes a contact unless it was changed since `version`, see isStale(). */
export async function updateContact(
  db: OwnedDb,
  contact: ContactRow,
  input: ContactInput,
  version?: number,
): Promise<Saved | Unsaved | VersionConflict> {
  return db.transaction(async (tx) => {
    if (await isStale(tx, 'contacts', contact.id, version)) return versionConflict;
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

async function saveContact<Written extends { id: number } | { replayPath: string }>(
  db: OwnedDb,
  input: ContactInput,
  before: ContactRow | undefined,
  write: (tx: OwnedDb, data: ContactData) => Promise<Written>,
): Promise<(Made & Written) | Unsaved> {
  const { company, company_name, company_pick, save_anyway, ...fields } = input;
  const picked = await resolvePick({ id: company, name: company_name, pick: company_pick }, companySource(db));
  const { duplicates: found, namesake } = await findDuplicates(db, changed(fields, before), before?.id);
  const duplicates = save_anyway ? [] : found;
  const companies = picked.kind === 'unclear' ? picked.options : undefined;
  if (companies || duplicates.length > 0) return { ok: false, companies, duplicates };

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
function changed(fields: PersonIdentity, before: ContactRow | undefined): PersonIdentity {
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
