import type { Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Filled, fillable } from './importChanges.ts';
import { type Again, haveWordInCommon } from './matchContacts.ts';
import type { Person } from './readPeople.ts';

export type Current = Pick<Contact, (typeof fillable)[number] | 'id' | 'company_id' | 'updated_at'>;

export interface Filling {
  /** As they are written; `company` is a name. */
  fills: (Omit<Filled, 'company_id'> & { company?: string })[];
  /** Rows of which something was used. */
  used: number;
}

/** Those who are there already, locked and as they are now. */
export async function lockKnown(tx: OwnedDb, again: Again[]): Promise<Map<number, Current>> {
  const ids = [...new Set(again.flatMap(({ known }) => (known ? [known.id] : [])))];
  const rows = await tx.read<Current>(
    `SELECT id, ${fillable.join(', ')}, company_id, updated_at FROM contacts
     WHERE user_id = $1 AND id IN (SELECT value::int FROM json_array_elements_text($2::json)) ORDER BY id FOR NO KEY UPDATE`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * What the rows can add to the empty fields of people who are there, and to earlier rows of the same file (which change in
 * place). Nothing goes to somebody of quite another name, who only shares an email or a phone.
 */
export function fillingOf(again: Again[], current: Map<number, Current>): Filling {
  const fills = new Map<number, Filling['fills'][number]>();
  let used = 0;
  for (const { person, known, earlier } of again) {
    const row = known && current.get(known.id);
    if (row && fillRow(row, person, fills)) used++;
    if (earlier && fillEarlier(earlier, person)) used++;
  }
  return { fills: [...fills.values()], used };
}

function fillRow(row: Current, { data }: Person, fills: Map<number, Filling['fills'][number]>): boolean {
  if (!haveWordInCommon(row, data)) return false;
  const fill = fills.get(row.id) ?? { id: row.id, updated_at: row.updated_at.toISOString() };
  const before = Object.keys(fill).length;
  for (const name of fillable) if (row[name] === '' && data[name] !== '') row[name] = fill[name] = data[name];
  if (row.company_id === null && data.company_name) fill.company ??= data.company_name;
  const isUsed = Object.keys(fill).length > before;
  if (isUsed) fills.set(row.id, fill);
  return isUsed;
}

function fillEarlier({ data: target }: Person, { data }: Person): boolean {
  const empty = ([...fillable, 'company_name'] as const).filter((name) => target[name] === '' && data[name] !== '');
  for (const name of empty) target[name] = data[name];
  return empty.length > 0;
}

/** Writes what is filled in, by one statement. */
export async function writeFills(tx: OwnedDb, fills: Filled[], now: Date): Promise<void> {
  if (fills.length === 0) return;
  const columns = fillable.map((name) => `${name} = coalesce(f.${name}, c.${name})`);
  await tx.read(
    `UPDATE contacts c SET ${columns.join(', ')}, company_id = coalesce(f.company_id, c.company_id), updated_at = $3::timestamptz
     FROM json_populate_recordset(NULL::contacts, $2::json) f WHERE c.user_id = $1 AND c.id = f.id RETURNING c.id`,
    [JSON.stringify(fills), now],
  );
}
