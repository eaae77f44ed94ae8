import { companySource, createCompany } from '../companies/companies.service.ts';
import { type Company, type Contact, Prisma } from '../db/generated/client.ts';
import {
  findReplayPath,
  type IdempotencyKey,
  insertOnce,
  type RunOnceResult,
  withIdempotencyKey,
} from '../db/idempotencyKeys.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { selectList } from '../db/sql/statement.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import { findOrCreateTags } from '../tags/tags.service.ts';
import { withFirstPoints } from './contactPoints.ts';
import type { ContactRow } from './contactRow.ts';
import type { ContactInput } from './contacts.schema.ts';
import { type DuplicateCandidate, findDuplicates } from './duplicates.service.ts';
import { changedIdentity, pickedCompanyName } from './savedIdentity.service.ts';

/** @throws when there is no such contact of this user (404) */
export async function getContact(db: OwnedDb, id: number): Promise<ContactRow> {
  const [row] = await db.read<Contact & { company_name: string | null }>(contactText, { id });
  if (!row) throw new RowNotFoundError();
  const { company_name, ...contact } = row;
  const { company_id } = contact;
  return { ...contact, company: company_id === null ? null : { id: company_id, name: company_name ?? '' } };
}

const contactText = `
  SELECT ${selectList('c', Object.keys(Prisma.ContactScalarFieldEnum))}, k.name AS company_name
  FROM contacts c LEFT JOIN companies k ON k.user_id = $1 AND k.id = c.company_id
  WHERE c.user_id = $1 AND c.id = :id::int`;

/**
 * Why a contact was not saved: the typed company name is not clear (with the companies to choose from), or there are
 * possible duplicates.
 */
export type ContactProblem = { ok: false; companies: PickerOption[] | undefined; duplicates: DuplicateCandidate[] };
interface SavedWithoutId {
  ok: true;
  /** The id of another contact with the same name. */
  namesake: number | undefined;
  /** The company that was created with the contact. */
  company: Pick<Company, 'id' | 'name'> | undefined;
}
export type SavedContact = SavedWithoutId & { id: number };

/** Creates a contact, and a company when its name was typed and is new. */
export function createContact(db: OwnedDb, input: ContactInput): Promise<SavedContact | ContactProblem> {
  return saveContact(db, input, undefined, (tx, data) =>
    tx.contact.create({ data: { ...data, user_id: tx.userId }, select: { id: true } }),
  );
}

/** Creates the contact of a form once, even if the form is sent twice: see withIdempotencyKey(). */
export async function createContactOnce(
  db: OwnedDb,
  input: ContactInput,
  key: IdempotencyKey | undefined,
  pathOf: (contact: { id: number }) => string,
): Promise<RunOnceResult<SavedContact | ContactProblem>> {
  // A typed company or tag may be new: all rows are written, or none.
  if (!key || input.company_name !== '' || input.tags.length > 0)
    return withIdempotencyKey(db, key, (tx) => createContact(tx, input), pathOf);

  const saved = await saveContact(db, input, undefined, (tx, data) => insertOnce(tx, key, 'contacts', data, pathOf));
  if ('replayPath' in saved) return { replayPath: saved.replayPath, result: undefined };
  // When a form is sent twice, the second request finds the first one's contact as a duplicate.
  const replayPath = saved.ok ? undefined : await findReplayPath(db, key);
  return replayPath === undefined ? { replayPath, result: saved } : { replayPath, result: undefined };
}

/** Changes a contact unless it was changed since `version`, see isStale(). */
export async function updateContact(
  db: OwnedDb,
  contact: ContactRow,
  input: ContactInput,
  version?: number,
): Promise<SavedContact | ContactProblem | VersionConflict> {
  return db.transaction(async (tx) => {
    if (await isStale(tx, 'contacts', contact.id, version)) return versionConflict;
    return saveContact(tx, input, contact, (tx, data) =>
      tx.contact.update({ where: tx.key(contact.id), data, select: { id: true } }),
    );
  });
}

type ContactData = Pick<
  Contact,
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'email_label'
  | 'phone'
  | 'phone_label'
  | 'position'
  | 'address'
  | 'birthday'
  | 'source'
  | 'is_starred'
  | 'status'
  | 'keep_in_touch_days'
  | 'notes'
  | 'company_id'
  | 'tag_ids'
> &
  Pick<ContactInput, 'more_emails' | 'more_phones'>;

async function saveContact<Written extends { id: number } | { replayPath: string }>(
  db: OwnedDb,
  input: ContactInput,
  before: ContactRow | undefined,
  write: (tx: OwnedDb, data: ContactData) => Promise<Written>,
): Promise<(SavedWithoutId & Written) | ContactProblem> {
  const { company, company_name, company_pick, save_anyway, tags, ...fields } = withFirstPoints(input);
  const picked = await resolvePick({ id: company, name: company_name, pick: company_pick }, companySource(db));
  const person = { ...changedIdentity(fields, before), company: await pickedCompanyName(db, picked, company_name) };
  const { duplicates: found, namesake } = await findDuplicates(db, person, before?.id);
  const duplicates = save_anyway ? [] : found;
  const companies = picked.kind === 'unclear' ? picked.options : undefined;
  if (companies || duplicates.length > 0) return { ok: false, companies, duplicates };

  const result = { ok: true, namesake: namesake?.id } as const;
  const chosen = picked.kind === 'existing' ? picked.id : null;
  if (picked.kind !== 'new' && tags.length === 0)
    return { ...result, company: undefined, ...(await write(db, { ...fields, company_id: chosen, tag_ids: [] })) };
  return db.transaction(async (tx) => {
    const company = picked.kind === 'new' ? await createCompany(tx, { name: picked.name }) : undefined;
    const tag_ids = await findOrCreateTags(tx, tags);
    return { ...result, company, ...(await write(tx, { ...fields, company_id: company?.id ?? chosen, tag_ids })) };
  });
}

/** How many records are deleted with a contact. */
export async function countRelated(db: OwnedDb, id: number): Promise<{ interactions: number; tasks: number }> {
  const [interactions, tasks] = await Promise.all([
    db.interaction.count({ where: { contact_id: id } }),
    db.task.count({ where: { contact_id: id } }),
  ]);
  return { interactions, tasks };
}
