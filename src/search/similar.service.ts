import { similarCompanyCondition, similarNamesOfCompanies } from '../companies/similarCompanies.service.ts';
import { similarContactCondition, similarNamesOfContacts } from '../contacts/contactSearch.ts';
import type { OwnedDb } from '../db/owned.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';
import { type SimilarCondition, similarCondition } from '../db/sql/similarCondition.ts';
import { fewHits, similarHits } from '../db/sql/similarHits.ts';
import { type Bind, valuesAfterOwner, withDates } from '../db/sql/statement.ts';
import type { Found } from './search.service.ts';
import { sampleSize, searchKinds } from './searchKinds.ts';

/** Records of each kind that resemble a search. */
export type Similar = { [K in keyof Found]: Found[K]['rows'] };

/**
 * At most five records of each kind that resemble a search, in one statement, without its own hits. If the search has
 * enough hits but none by name, only people and companies with similar names; undefined when it has enough hits.
 */
export async function findSimilar(db: OwnedDb, search: string, found: Found): Promise<Similar | undefined> {
  const { values, bind } = valuesAfterOwner();
  const conditions = conditionsFor(search, found, bind);
  if (!conditions) return undefined;
  const rows = (kind: keyof Found) => {
    const condition = conditions[kind];
    return condition ? similarSql(kind, condition, bind(found[kind].ids)) : `'[]'::json`;
  };
  const [read] = (await db.read<Similar>(
    `SELECT ${rows('contacts')} AS contacts, ${rows('companies')} AS companies, ${rows('tasks')} AS tasks,
       ${rows('interactions')} AS interactions`,
    values,
  )) as [Similar];
  withDates(read.tasks, ['due_date']);
  withDates(read.interactions, ['occurred_at']);
  return read;
}

type Conditions = Partial<Record<keyof Found, SimilarCondition | undefined>>;

function conditionsFor(search: string, found: Found, bind: Bind): Conditions | undefined {
  if (isLittle(found)) return conditionsOfAll(search, bind);
  if (found.contacts.byName + found.companies.byName > 0) return undefined;
  const contacts = similarNamesOfContacts(search, bind);
  return contacts && { contacts, companies: similarNamesOfCompanies(search, bind) };
}

function conditionsOfAll(search: string, bind: Bind): Conditions | undefined {
  const texts = similarCondition(search, bind);
  if (!texts) return undefined;
  const contacts = similarContactCondition(search, bind);
  return { contacts, companies: similarCompanyCondition(search, bind), tasks: texts, interactions: texts };
}

function isLittle(found: Found): boolean {
  const kinds = Object.values(found);
  return kinds.every(({ isComplete }) => isComplete) && kinds.reduce((sum, { total }) => sum + total, 0) < fewHits;
}

function similarSql(kind: keyof Found, condition: SimilarCondition, foundIds: string): string {
  const { columns, order, ...list } = searchKinds[kind];
  const searched = { ...list, order, where: 'TRUE', sample: sampleSize, compared: 0 };
  return `(WITH ${similarHits(searched, condition, `id <> ALL (${foundIds}::int[])`)}
    SELECT ${jsonRows(`SELECT ${columns} FROM page r ORDER BY ${order}`)})`;
}
