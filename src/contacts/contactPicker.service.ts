import { fold, likePattern } from '../db/fold.ts';
import type { Company, Contact, Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { optionLimit, type PickerOption, type PickerSource } from '../db/picker.ts';
import { fullName } from './contactName.ts';
import { searched } from './contacts.service.ts';

/** What a picker of people offers: those who match the text, or the first by name. */
export function contactOptions(db: OwnedDb, text: string, take = optionLimit): Promise<PickerOption[]> {
  return optionsOf(db, searched(text), take);
}

/** What a form's select offers: the first by name, and the chosen one wherever they stand. */
export async function contactSelect(db: OwnedDb, chosen: string): Promise<PickerOption[]> {
  const id = /^[1-9]\d{0,8}$/.test(chosen) ? Number(chosen) : null;
  const rows = await db.read<Named>(selectText, [id]);
  const isTwice = rows.slice(0, -1).some((row) => row.id === id);
  return (isTwice ? rows.slice(0, -1) : rows).map((row) => ({ id: row.id, label: fullName(row) }));
}

type Named = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

const selectText = `
  (SELECT id, first_name, last_name FROM contacts WHERE user_id = $1 ORDER BY sort_name, id LIMIT ${optionLimit - 1})
  UNION ALL SELECT id, first_name, last_name FROM contacts WHERE user_id = $1 AND id = $2::int`;

/** One contact as an option; none when there is no such contact. */
export async function contactOption(db: OwnedDb, id: number): Promise<PickerOption[]> {
  const text = 'SELECT id, first_name, last_name FROM contacts WHERE user_id = $1 AND id = $2';
  return (await db.read<Named>(text, [id])).map((row) => ({ id, label: fullName(row) }));
}

/** Where the contact picker of a form finds what was typed. */
export function contactSource(db: OwnedDb): PickerSource {
  return {
    has: async (id) => (await db.contact.count({ where: { id } })) > 0,
    named: (name) => namesakes(db, name),
    like: (name) => contactOptions(db, name, 10),
  };
}

async function optionsOf(db: OwnedDb, where: Prisma.ContactWhereInput, take: number): Promise<PickerOption[]> {
  return (await people(db, where, take)).map(optionOf);
}

type Person = Contact & { company: Pick<Company, 'name'> | null };

// Each value is a line of the search text, so a company of that name is found as well.
async function namesakes(db: OwnedDb, name: string): Promise<PickerOption[]> {
  const wanted = fold(name);
  const rows = await people(db, { search_text: { contains: likePattern(`\n${wanted}\n`) } }, optionLimit);
  return rows.filter((row) => namesOf(row).includes(wanted)).map(optionOf);
}

function namesOf({ first_name, last_name, email }: Person): string[] {
  return [`${first_name} ${last_name}`, `${last_name} ${first_name}`, email].map((text) => fold(text.trim()));
}

function people(db: OwnedDb, where: Prisma.ContactWhereInput, take: number): Promise<Person[]> {
  const include = { company: { select: { name: true } } };
  return db.contact.findMany({ where, take, orderBy: [{ sort_name: 'asc' }, { id: 'asc' }], include });
}

function optionOf(contact: Person): PickerOption {
  const detail = contact.company?.name || contact.email || contact.phone;
  return { id: contact.id, label: fullName(contact), ...(detail && { detail }) };
}
