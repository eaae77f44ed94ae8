import type { OwnedDb } from '../db/owned.ts';
import { optionLimit, type PickerOption } from '../db/picker.ts';
import { firstRows, largeSize } from '../db/sql/searchHits.ts';
import { similarCondition, similarNameCondition } from '../db/sql/similarCondition.ts';
import { fewHits, similarHits } from '../db/sql/similarHits.ts';
import { type Bind, valuesAfterOwner } from '../db/sql/statement.ts';
import { hasTags } from '../tags/hasTags.ts';
import type { CompanyQuery } from './companies.schema.ts';
import { type CompanyRow, companyOptions, companyRowColumns, toOption } from './companies.service.ts';

const order = 'name, id';

/** The companies in the order of their list, to be searched. */
export const searchableCompanies = {
  table: 'companies',
  first: firstRows('companies', 'name, tag_ids', order),
  order,
  sortColumns: 'name',
  // A large account has one company for twenty contacts.
  size: largeSize / 20,
};

const nameKeys = "crm_typo_keys(split_part(search_text, E'\\n', 2))";

/** The condition for companies that resemble a search. */
export function similarCompanyCondition(search: string, bind: Bind) {
  return similarCondition(search, bind, nameKeys);
}

/** The condition for companies whose name resembles a search. */
export function similarNamesOfCompanies(search: string, bind: Bind) {
  return similarNameCondition(search, bind, nameKeys);
}

/**
 * At most five companies, with the same tags, that resemble a search with few hits; none when there are enough hits.
 */
export async function listSimilarCompanies(
  db: OwnedDb,
  { search, tag }: Pick<CompanyQuery, 'search' | 'tag'>,
  found: { id: number }[],
): Promise<CompanyRow[]> {
  const { values, bind } = valuesAfterOwner();
  const condition = found.length < fewHits ? similarCompanyCondition(search, bind) : undefined;
  if (!condition) return [];
  const list = { ...searchableCompanies, where: 'TRUE', sample: 200, compared: 0 };
  const isNew = `id <> ALL (${bind(found.map(({ id }) => id))}::int[])`;
  const filter = tag.length > 0 ? `${isNew} AND ${hasTags(tag, bind)}` : isNew;
  return db.read<CompanyRow>(
    `WITH ${similarHits(list, condition, filter)}
     SELECT ${companyRowColumns} FROM page co ORDER BY co.name, co.id`,
    values,
  );
}

/** The options of a picker: matching companies, followed by similar ones when few match. */
export async function forgivingCompanyOptions(db: OwnedDb, text: string): Promise<PickerOption[]> {
  const options = await companyOptions(db, text, optionLimit);
  const similar = await listSimilarCompanies(db, { search: text, tag: [] }, options);
  return [...options, ...similar.map((company) => ({ ...toOption(company), similar: true as const }))];
}
