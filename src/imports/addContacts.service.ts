import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { ImportedPerson } from './parsePeople.ts';

type CompanyIds = (name: string) => number | null;

interface NamedCompany {
  id: number;
  name: string;
}

/** Finds companies by name, regardless of case and accents, and creates each missing one once. */
export async function findOrCreateCompanies(
  tx: OwnedDb,
  importId: number,
  names: string[],
  now: Date,
): Promise<CompanyIds> {
  const nameByKey = new Map<string, string>();
  for (const name of names.filter(Boolean)) if (!nameByKey.has(fold(name))) nameByKey.set(fold(name), name);
  const idByKey = new Map<string, number>();
  // Of several companies of one name the oldest is taken, unless another is spelled in just the same way.
  for (const { id, name } of await findCompanies(tx, [...nameByKey.keys()])) {
    const key = fold(name);
    if (!idByKey.has(key) || name === nameByKey.get(key)) idByKey.set(key, id);
  }
  const missing = [...nameByKey].filter(([key]) => !idByKey.has(key)).map(([, name]) => name);
  for (const { id, name } of await createCompanies(tx, importId, missing, now)) idByKey.set(fold(name), id);
  return (name) => idByKey.get(fold(name)) ?? null;
}

async function findCompanies(tx: OwnedDb, foldedNames: string[]): Promise<NamedCompany[]> {
  if (foldedNames.length === 0) return [];
  // search_text starts with a line break and the folded name.
  return tx.read<NamedCompany>(
    `SELECT id, name FROM companies WHERE user_id = $1
       AND split_part(search_text, E'\\n', 2) IN (SELECT json_array_elements_text($2::json)) ORDER BY id`,
    [JSON.stringify(foldedNames)],
  );
}

async function createCompanies(tx: OwnedDb, importId: number, names: string[], now: Date): Promise<NamedCompany[]> {
  if (names.length === 0) return [];
  return tx.read<NamedCompany>(
    `INSERT INTO companies (user_id, name, created_at, updated_at)
     SELECT i.user_id, given.name, $4::timestamptz, $4::timestamptz
     FROM imports i, json_array_elements_text($3::json) AS given(name) WHERE i.user_id = $1 AND i.id = $2::int
     RETURNING id, name`,
    [importId, JSON.stringify(names), now],
  );
}

/** About a second's work on a slow computer; one statement for all might exceed the statement timeout. */
const rowsPerStatement = 1_000;

export async function addContacts(
  tx: OwnedDb,
  importId: number,
  people: ImportedPerson[],
  companyId: CompanyIds,
  now: Date,
): Promise<void> {
  for (let from = 0; from < people.length; from += rowsPerStatement) {
    const rows = people.slice(from, from + rowsPerStatement).map(({ data }) => ({
      first_name: data.first_name,
      last_name: data.last_name,
      email: data.email,
      phone: data.phone,
      position: data.position,
      status: data.status,
      notes: data.notes,
      company_id: companyId(data.company_name),
    }));
    await insertContacts(tx, importId, rows, now);
  }
}

async function insertContacts(tx: OwnedDb, importId: number, rows: object[], now: Date): Promise<void> {
  const columns = ['first_name', 'last_name', 'email', 'phone', 'position', 'status', 'notes', 'company_id'];
  await tx.read(
    `INSERT INTO contacts (user_id, ${columns.join(', ')}, created_at, updated_at)
     SELECT i.user_id, ${columns.map((name) => `p.${name}`).join(', ')}, $4::timestamptz, $4::timestamptz
     FROM imports i, json_populate_recordset(NULL::contacts, $3::json) p WHERE i.user_id = $1 AND i.id = $2::int`,
    [importId, JSON.stringify(rows), now],
  );
}
