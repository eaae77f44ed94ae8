import type { OwnedDb } from '../../db/owned.ts';
import { fold } from '../../db/sql/fold.ts';
import { findCreated } from './matchPeople.service.ts';
import { type CompanyFields, CompanyIndex, companyColumns, fillCompany, type UnsavedCompany } from './storedCompany.ts';

export interface CompanyToSave {
  fields: CompanyFields;
  /** Whether the company is created when it does not exist. */
  creates: boolean;
}

interface SaveOptions {
  act: number;
  /** Whether empty fields of companies from before the import are filled in. */
  fillsExisting: boolean;
  now: Date;
}

/**
 * Finds these companies, creates each missing one once, and fills in empty fields of the others. All companies in the
 * returned index have an id.
 */
export async function saveCompanies(
  tx: OwnedDb,
  wanted: CompanyToSave[],
  { act, fillsExisting, now }: SaveOptions,
): Promise<{ index: CompanyIndex; created: number }> {
  const index = new CompanyIndex();
  const stored = await findCompanies(tx, wanted, 'FOR NO KEY UPDATE');
  const own = await findCreated(tx, 'companies', stored, act);
  for (const company of stored) index.add(company);
  const [drafts, changed] = [new Set<UnsavedCompany>(), new Set<UnsavedCompany>()];
  for (const { fields, creates } of wanted) {
    const known = index.find(fields);
    if (!known && creates) drafts.add(addUnsaved(index, fields));
    if (!known || (known.id !== undefined && !fillsExisting && !own.has(known.id))) continue;
    if (fillCompany(known, fields) && !drafts.has(known)) changed.add(known);
  }
  await insertCompanies(tx, [...drafts], now);
  await updateCompanies(tx, [...changed], now);
  return { index, created: drafts.size };
}

function addUnsaved(index: CompanyIndex, fields: CompanyFields): UnsavedCompany {
  const draft = { ...fields };
  index.add(draft);
  return draft;
}

/** Finds companies by tax id, and by name regardless of case and accents; the oldest come first. */
export async function findCompanies(
  db: OwnedDb,
  wanted: CompanyToSave[],
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<(UnsavedCompany & { id: number })[]> {
  const names = [...new Set(wanted.map(({ fields }) => fold(fields.name)))];
  const taxIds = [...new Set(wanted.map(({ fields }) => fields.tax_id))].filter(Boolean);
  if (names.length + taxIds.length === 0) return [];
  // search_text starts with a line break and the folded name.
  return db.read(
    `SELECT id, ${companyColumns.join(', ')} FROM companies WHERE user_id = $1
       AND (split_part(search_text, E'\\n', 2) = ANY(:names::text[]) OR tax_id <> '' AND tax_id = ANY(:taxIds::text[]))
     ORDER BY id ${lock}`,
    { names, taxIds },
  );
}

async function insertCompanies(tx: OwnedDb, drafts: UnsavedCompany[], now: Date): Promise<void> {
  if (drafts.length === 0) return;
  const rows = await tx.read<{ id: number }>(
    `INSERT INTO companies (user_id, ${companyColumns.join(', ')}, created_at, updated_at)
     SELECT $1::int, ${companyColumns.map((name) => `k.${name}`).join(', ')}, :now::timestamptz, :now::timestamptz
     FROM jsonb_populate_recordset(NULL::companies, :drafts::jsonb) k RETURNING id`,
    { drafts: JSON.stringify(drafts), now },
  );
  for (const [at, draft] of drafts.entries()) draft.id = rows[at]?.id as number;
}

async function updateCompanies(tx: OwnedDb, companies: UnsavedCompany[], now: Date): Promise<void> {
  if (companies.length === 0) return;
  await tx.read(
    `UPDATE companies c SET ${companyColumns.map((name) => `${name} = k.${name}`).join(', ')}, updated_at = :now::timestamptz
     FROM jsonb_populate_recordset(NULL::companies, :companies::jsonb) k WHERE c.user_id = $1 AND c.id = k.id`,
    { companies: JSON.stringify(companies), now },
  );
}
