import { fold, likePattern } from '../db/fold.ts';
import type { Company, Contact, Prisma } from '../db/generated/client.ts';
import { isOutdated, type Outdated, outdated } from '../db/outdated.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, paginate } from '../db/paginate.ts';
import { optionLimit, type PickerOption, type PickerSource } from '../db/picker.ts';
import type { CompanyInput, CompanyQuery } from './companies.schema.ts';

export type CompanyRow = Company & { people: number };

const byName = [{ name: 'asc' }, { id: 'asc' }] satisfies Prisma.CompanyOrderByWithRelationInput[];

/** One page of companies by name, each with the number of its people. */
export async function listCompanies(db: OwnedDb, { search, page }: CompanyQuery): Promise<Page<CompanyRow>> {
  const where = searched(search);
  const total = await db.company.count({ where });
  const { skip, take, ...pagination } = paginate(total, page);
  const include = { _count: { select: { contacts: true } } };
  const rows = await db.company.findMany({ where, skip, take, orderBy: byName, include });
  return { rows: rows.map(({ _count, ...company }) => ({ ...company, people: _count.contacts })), pagination };
}

function searched(search: string): Prisma.CompanyWhereInput {
  const words = fold(search).split(' ').filter(Boolean);
  return { AND: words.map((word) => ({ search_text: { contains: likePattern(word) } })) };
}

/** @throws when there is no such company of this user (404) */
export function getCompany(db: OwnedDb, id: number): Promise<Company> {
  return db.company.findUniqueOrThrow({ where: db.key(id) });
}

/** One page of a company's people by name. */
export async function listPeople(db: OwnedDb, companyId: number, page: number): Promise<Page<Contact>> {
  const where = { company_id: companyId };
  const total = await db.contact.count({ where });
  const { skip, take, ...pagination } = paginate(total, page);
  const rows = await db.contact.findMany({ where, skip, take, orderBy: [{ sort_name: 'asc' }, { id: 'asc' }] });
  return { rows, pagination };
}

export function countPeople(db: OwnedDb, companyId: number): Promise<number> {
  return db.contact.count({ where: { company_id: companyId } });
}

type CompanyData = Pick<Company, 'name'> & Partial<Pick<Company, 'website' | 'industry' | 'address'>>;

export function createCompany(db: OwnedDb, data: CompanyData): Promise<Company> {
  return db.company.create({ data: { ...data, user_id: db.userId } });
}

/** Another company of exactly this name, without regard to case and accents. */
export async function findSameName(db: OwnedDb, name: string, exceptId = 0): Promise<Company | null> {
  return db.company.findFirst({ where: { ...nameLine(name), id: { not: exceptId } }, orderBy: byName });
}

export type CompanySaved = { ok: true; id: number } | { ok: false; lookalike: Company };

/** Creates a company, or changes the one given; one of the same name is shown first unless `save_anyway`. */
export async function saveCompany(db: OwnedDb, input: CompanyInput, before?: Company): Promise<CompanySaved> {
  const { save_anyway, ...data } = input;
  const renamed = before?.name !== data.name;
  const lookalike = renamed && !save_anyway ? await findSameName(db, data.name, before?.id) : null;
  if (lookalike) return { ok: false, lookalike };
  const { id } = before ? await db.company.update({ where: db.key(before.id), data }) : await createCompany(db, data);
  return { ok: true, id };
}

/** Changes a company; `seen`: the version that the change was made from, see isOutdated(). */
export async function updateCompany(
  db: OwnedDb,
  before: Company,
  input: CompanyInput,
  seen?: number,
): Promise<CompanySaved | Outdated> {
  return db.transaction(async (tx) =>
    (await isOutdated(tx, 'companies', before.id, seen)) ? outdated : saveCompany(tx, input, before),
  );
}

/** Deletes a company; its people stay, without a company (the database sees to it). */
export async function deleteCompany(db: OwnedDb, id: number): Promise<void> {
  await db.company.delete({ where: db.key(id) });
}

/** What a picker offers: the companies whose name holds the text, or the first by name. */
export async function companyOptions(db: OwnedDb, text: string, take = optionLimit): Promise<PickerOption[]> {
  const rows = await db.company.findMany({ where: searched(text), orderBy: byName, take });
  return rows.map(optionOf);
}

/** What a form's select offers: the first by name, and the chosen one wherever it stands. */
export async function companySelect(db: OwnedDb, chosen: string): Promise<PickerOption[]> {
  const options = await companyOptions(db, '', optionLimit - 1);
  if (!/^[1-9]\d{0,8}$/.test(chosen) || options.some(({ id }) => id === Number(chosen))) return options;
  const company = await db.company.findUnique({ where: db.key(Number(chosen)) });
  return company ? [...options, optionOf(company)] : options;
}

/** Where the company picker of a form finds what was typed. */
export function companySource(db: OwnedDb): PickerSource {
  return {
    has: async (id) => (await db.company.count({ where: { id } })) > 0,
    named: async (name) => {
      const rows = await db.company.findMany({ where: nameLine(name), orderBy: byName, take: 10 });
      return rows.filter((row) => fold(row.name) === fold(name)).map(optionOf);
    },
    like: (name) => companyOptions(db, name, 10),
  };
}

// The search text holds each value as a line between two line feeds, the name first.
function nameLine(name: string): Prisma.CompanyWhereInput {
  return { search_text: { startsWith: likePattern(`\n${fold(name)}\n`) } };
}

function optionOf({ id, name, industry }: Company): PickerOption {
  return { id, label: name, ...(industry && { detail: industry }) };
}
