import { shareNameWord } from '../contacts/samePerson.ts';
import type { Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Duplicate } from './matchContacts.service.ts';
import type { ImportedPerson } from './parsePeople.ts';

const fillableColumns = ['first_name', 'last_name', 'position', 'email', 'phone', 'notes'] as const;

type FillableContact = Pick<Contact, (typeof fillableColumns)[number] | 'id' | 'company_id'>;

/** The values that an import puts into empty fields of a contact. */
export interface FilledContact extends Partial<Record<(typeof fillableColumns)[number], string>> {
  id: number;
  company_id?: number;
}

type Fill = Omit<FilledContact, 'company_id'> & { companyName?: string };

/** The contacts of these duplicates, locked, by id. */
export async function lockContacts(tx: OwnedDb, duplicates: Duplicate[]): Promise<Map<number, FillableContact>> {
  const ids = new Set(duplicates.flatMap(({ contact }) => (contact ? [contact.id] : [])));
  const contacts = await tx.read<FillableContact>(
    `SELECT id, ${fillableColumns.join(', ')}, company_id FROM contacts
     WHERE user_id = $1 AND id IN (SELECT value::int FROM json_array_elements_text($2::json)) ORDER BY id FOR NO KEY UPDATE`,
    [JSON.stringify([...ids])],
  );
  return new Map(contacts.map((contact) => [contact.id, contact]));
}

/** What the rows add to empty fields of contacts and of earlier rows; the earlier rows change in place. */
export function findFills(
  duplicates: Duplicate[],
  contacts: Map<number, FillableContact>,
): { fills: Fill[]; filledRows: number } {
  const fills = new Map<number, Fill>();
  let filledRows = 0;
  for (const { person, contact, earlierRow } of duplicates) {
    const current = contact && contacts.get(contact.id);
    if (current && fillContact(current, person, fills)) filledRows++;
    if (earlierRow && fillEarlierRow(earlierRow, person)) filledRows++;
  }
  return { fills: [...fills.values()], filledRows };
}

function fillContact(contact: FillableContact, { data }: ImportedPerson, fills: Map<number, Fill>): boolean {
  if (!shareNameWord(contact, data)) return false;
  const fill = fills.get(contact.id) ?? { id: contact.id };
  const sizeBefore = Object.keys(fill).length;
  for (const name of fillableColumns) {
    if (contact[name] === '' && data[name] !== '') contact[name] = fill[name] = data[name];
  }
  if (contact.company_id === null && data.company_name) fill.companyName ??= data.company_name;
  const hasGrown = Object.keys(fill).length > sizeBefore;
  if (hasGrown) fills.set(contact.id, fill);
  return hasGrown;
}

function fillEarlierRow({ data: earlier }: ImportedPerson, { data }: ImportedPerson): boolean {
  const names = [...fillableColumns, 'company_name'] as const;
  const empty = names.filter((name) => earlier[name] === '' && data[name] !== '');
  for (const name of empty) earlier[name] = data[name];
  return empty.length > 0;
}

export async function saveFills(tx: OwnedDb, fills: FilledContact[], now: Date): Promise<void> {
  if (fills.length === 0) return;
  const columns = fillableColumns.map((name) => `${name} = coalesce(f.${name}, c.${name})`);
  await tx.read(
    `UPDATE contacts c SET ${columns.join(', ')}, company_id = coalesce(f.company_id, c.company_id), updated_at = $3::timestamptz
     FROM json_populate_recordset(NULL::contacts, $2::json) f WHERE c.user_id = $1 AND c.id = f.id RETURNING c.id`,
    [JSON.stringify(fills), now],
  );
}
