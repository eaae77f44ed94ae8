import { parseId } from '../core/ids.ts';
import type { Company, Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pageSize } from '../db/paginate.ts';
import { optionLimit, type PickerOption, type PickerSource } from '../db/picker.ts';
import { fold, likePattern } from '../db/sql/fold.ts';
import { listContacts } from './contactList.service.ts';
import { fullName } from './contactName.ts';
import { ContactQuerySchema } from './contacts.schema.ts';
import { listSimilarContacts } from './similarContacts.service.ts';

/** The options of a picker: contacts that match the text, or the first by name; at most 20. Similar ones follow few. */
export async function contactOptions(db: OwnedDb, text: string, take = pageSize): Promise<PickerOption[]> {
  const query = ContactQuerySchema.parse({ search: text, sort: 'name' });
  // Only a filter by next step needs today's date.
  const found = await listContacts(db, query, '');
  const similar = (await listSimilarContacts(db, query, '', found)).map(toOption);
  return [
    ...found.rows.slice(0, take).map(toOption),
    ...similar.map((option) => ({ ...option, similar: true as const })),
  ];
}

/** The same of the people of a company. */
export async function companyPeopleOptions(
  db: OwnedDb,
  companyId: number,
  text: string,
  take = pageSize,
): Promise<PickerOption[]> {
  const values = { company_id: companyId, pattern: `%${likePattern(fold(text))}%`, take };
  const rows = await db.read<Named & Pick<Contact, 'position'>>(companyPeopleText, values);
  return rows.map((row) => ({ id: row.id, label: fullName(row), ...(row.position && { detail: row.position }) }));
}

const companyPeopleText = `
  SELECT id, first_name, last_name, position FROM contacts
  WHERE user_id = $1 AND company_id = :company_id AND search_text LIKE :pattern
  ORDER BY sort_name, id LIMIT :take::int`;

/** The options of a select: the first contacts by name, and the chosen one. */
export async function contactSelect(db: OwnedDb, chosen: string): Promise<PickerOption[]> {
  return (await contactSelects(db, [chosen]))[0] ?? [];
}

/** The same of several selects. */
export async function contactSelects(db: OwnedDb, chosen: string[]): Promise<PickerOption[][]> {
  const ids = chosen.map((one) => parseId(one));
  const rows = await db.read<Named & { is_first: boolean }>(selectText, [ids.filter((id) => id !== undefined)]);
  return ids.map((id) => {
    const shown = rows.filter((row) => row.is_first || row.id === id);
    return shown.map((row) => ({ id: row.id, label: fullName(row) }));
  });
}

type Named = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

const selectText = `
  WITH first AS (SELECT id, first_name, last_name FROM contacts WHERE user_id = $1 ORDER BY sort_name, id LIMIT ${optionLimit - 1})
  SELECT id, first_name, last_name, true AS is_first FROM first
  UNION ALL SELECT id, first_name, last_name, false FROM contacts
  WHERE user_id = $1 AND id = ANY ($2::int[]) AND id NOT IN (SELECT id FROM first)`;

/** One contact as an option; empty when there is no such contact. */
export async function contactOption(db: OwnedDb, id: number): Promise<PickerOption[]> {
  const text = 'SELECT id, first_name, last_name FROM contacts WHERE user_id = $1 AND id = $2';
  return (await db.read<Named>(text, [id])).map((row) => ({ id, label: fullName(row) }));
}

/** Finds the contact that was typed into a picker. */
export function contactSource(db: OwnedDb): PickerSource {
  return {
    has: async (id) => (await db.contact.count({ where: { id } })) > 0,
    named: (name) => contactsNamed(db, name),
    like: (name) => contactOptions(db, name, 10),
  };
}

/** Finds a person of a company that was typed into a picker. */
export function companyPeopleSource(db: OwnedDb, companyId: number): PickerSource {
  return {
    has: async (id) => (await db.contact.count({ where: { id, company_id: companyId } })) > 0,
    named: (name) => contactsNamed(db, name, companyId),
    like: (name) => companyPeopleOptions(db, companyId, name, 10),
  };
}

type Person = Contact & { company: Pick<Company, 'name'> | null };

// Each value is a line of the search text, so contacts of a company of that name are found as well.
async function contactsNamed(db: OwnedDb, name: string, companyId: number | null = null): Promise<PickerOption[]> {
  const folded = fold(name);
  const ids = await db.read<{ id: number }>(
    `SELECT id FROM contacts WHERE user_id = $1 AND search_text LIKE $2
       AND ($3::int IS NULL OR company_id = $3) LIMIT ${optionLimit}`,
    [`%${likePattern(`\n${folded}\n`)}%`, companyId],
  );
  const rows = await people(
    db,
    ids.map(({ id }) => id),
  );
  return rows.filter((row) => searchableNames(row).includes(folded)).map(toOption);
}

function searchableNames({ first_name, last_name, email }: Person): string[] {
  return [`${first_name} ${last_name}`, `${last_name} ${first_name}`, email].map((text) => fold(text.trim()));
}

async function people(db: OwnedDb, ids: number[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const where = { id: { in: ids } };
  const contacts = await db.contact.findMany({ where, orderBy: [{ sort_name: 'asc' }, { id: 'asc' }] });
  const companyIds = contacts.flatMap(({ company_id }) => company_id ?? []);
  const select = { id: true, name: true } as const;
  const companies = await db.company.findMany({ where: { id: { in: companyIds } }, select });
  const byId = new Map(companies.map((company) => [company.id, company]));
  return contacts.map((contact) => ({ ...contact, company: byId.get(contact.company_id ?? 0) ?? null }));
}

type Described = Pick<Contact, 'id' | 'first_name' | 'last_name' | 'email' | 'phone'> & Pick<Person, 'company'>;

function toOption(contact: Described): PickerOption {
  const detail = contact.company?.name || contact.email || contact.phone;
  return { id: contact.id, label: fullName(contact), ...(detail && { detail }) };
}
