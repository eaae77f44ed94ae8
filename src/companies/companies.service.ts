import { parseId } from '../core/ids.ts';
import type { Company } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { countLimit, type Page, pageSize, paginateBounded } from '../db/paginate.ts';
import { optionLimit, type PickerOption, type PickerSource } from '../db/picker.ts';
import { boundedCount } from '../db/sql/boundedCount.ts';
import { duplicateGroups } from '../db/sql/duplicateGroups.ts';
import { fold } from '../db/sql/fold.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { valuesAfterOwner } from '../db/sql/statement.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import { findOrCreateTags, type NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';
import type { CompanyInput, CompanyQuery } from './companies.schema.ts';
import { companyCondition } from './companyFilters.ts';
import { companyMatches } from './companySearch.ts';
import { byName, findSameCompany, nameLine, type SameCompany } from './sameCompany.service.ts';
import { taxIdText } from './taxId.ts';

/** A company in the list; `people` counts its contacts. */
export type CompanyRow = Pick<Company, 'id' | 'name' | 'phone' | 'email' | 'website' | 'industry' | 'tax_id'> & {
  people: number;
  tags: NamedTag[];
};

/** SQL: columns of a company `co`. */
export const companyRowColumns = `co.id, co.name, co.phone, co.email, co.website, co.industry, co.tax_id,
  (SELECT count(*) FROM contacts WHERE user_id = $1 AND company_id = co.id) AS people, ${tagsOf('co')}`;

/** With the number of groups of possible duplicates; 0 where the list is empty. */
export type CompanyList = Page<CompanyRow> & { duplicates: number };

/** One page of companies by name, each with the number of its people. */
export async function listCompanies(db: OwnedDb, query: CompanyQuery): Promise<CompanyList> {
  const { page } = query;
  const { values, bind } = valuesAfterOwner();
  const matches = companyCondition(query, bind);
  const skip = (page - 1) * pageSize;
  const limit = countLimit(page);
  const rows = await db.read<CompanyRow & { total: number; duplicates: number }>(
    `SELECT ${companyRowColumns},
            ${boundedCount(`${bind(limit)}::int`, `FROM companies WHERE user_id = $1 AND ${matches}`)} AS total,
            ${duplicateGroups('companies')} AS duplicates
     FROM (SELECT * FROM companies WHERE user_id = $1 AND ${matches} ORDER BY name, id
           OFFSET ${bind(skip)}::int LIMIT ${pageSize}) co
     ORDER BY co.name, co.id`,
    values,
  );
  // A page past the end is the first one.
  if (rows.length === 0 && page > 1) return listCompanies(db, { ...query, page: 1 });
  const pagination = paginateBounded(rows[0]?.total ?? 0, limit, skip);
  const duplicates = rows[0]?.duplicates ?? 0;
  return { rows: rows.map(({ total, duplicates: _, ...company }) => company), pagination, duplicates };
}

/** @throws when there is no such company of this user (404) */
export function getCompany(db: OwnedDb, id: number): Promise<Company> {
  return db.company.findUniqueOrThrow({ where: db.key(id) });
}

export function countPeople(db: OwnedDb, companyId: number): Promise<number> {
  return db.contact.count({ where: { company_id: companyId } });
}

type CompanyData = Pick<Company, 'name'> &
  Partial<Pick<Company, 'phone' | 'email' | 'website' | 'tax_id' | 'industry' | 'address' | 'notes' | 'tag_ids'>>;

export function createCompany(db: OwnedDb, data: CompanyData): Promise<Company> {
  return db.company.create({ data: { ...data, user_id: db.userId } });
}

type CompanySaved = { ok: true; id: number } | { ok: false; duplicate: SameCompany };

/**
 * Creates a company, or changes the given one. Unless `save_anyway` is set, a company with the same name or tax ID is
 * shown first.
 */
export async function saveCompany(db: OwnedDb, input: CompanyInput, before?: Company): Promise<CompanySaved> {
  const { save_anyway, tags, ...fields } = input;
  const duplicate = save_anyway ? undefined : await findSameCompany(db, fields, before);
  if (duplicate) return { ok: false, duplicate };
  return db.transaction(async (tx) => {
    const data = { ...fields, tag_ids: await findOrCreateTags(tx, tags) };
    const { id } = before ? await tx.company.update({ where: tx.key(before.id), data }) : await createCompany(tx, data);
    return { ok: true, id };
  });
}

/** Changes a company unless it was changed since `version`, see isStale(). */
export async function updateCompany(
  db: OwnedDb,
  before: Company,
  input: CompanyInput,
  version?: number,
): Promise<CompanySaved | VersionConflict> {
  return db.transaction(async (tx) =>
    (await isStale(tx, 'companies', before.id, version)) ? versionConflict : saveCompany(tx, input, before),
  );
}

/** The options of a picker: companies that match the text, or the first by name. */
export async function companyOptions(db: OwnedDb, text: string, take = optionLimit): Promise<PickerOption[]> {
  const { values, bind } = valuesAfterOwner();
  const rows = await db.read<Option>(
    `SELECT id, name, industry, tax_id FROM companies WHERE user_id = $1 AND ${companyMatches(text, bind)}
     ORDER BY name, id LIMIT ${bind(take)}::int`,
    values,
  );
  return rows.map(toOption);
}

/** The options of a select: the first companies by name, and the chosen one. */
export async function companySelect(db: OwnedDb, chosen: string): Promise<PickerOption[]> {
  const options = await companyOptions(db, '', optionLimit - 1);
  const chosenId = parseId(chosen);
  if (chosenId === undefined || options.some(({ id }) => id === chosenId)) return options;
  const company = await db.company.findUnique({ where: db.key(chosenId) });
  return company ? [...options, toOption(company)] : options;
}

/** Finds the company that was typed into a picker. */
export function companySource(db: OwnedDb): PickerSource {
  return {
    has: async (id) => (await db.company.count({ where: { id } })) > 0,
    named: async (name) => {
      const rows = await db.company.findMany({ where: nameLine(name), orderBy: byName, take: 10 });
      return rows.filter((row) => fold(row.name) === fold(name)).map(toOption);
    },
    like: async (name) => {
      const options = await companyOptions(db, name);
      return options.filter(({ label }) => searchWords(name).every((word) => fold(label).includes(word))).slice(0, 10);
    },
    createsNew: true,
  };
}

type Option = Pick<Company, 'id' | 'name' | 'industry' | 'tax_id'>;

/** The detail distinguishes companies with the same name. */
export function toOption({ id, name, industry, tax_id }: Option): PickerOption {
  const detail = [industry, taxIdText(tax_id)].filter(Boolean).join(' · ');
  return { id, label: name, ...(detail && { detail }) };
}
