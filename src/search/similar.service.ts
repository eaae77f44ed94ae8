import { similarCompanyCondition } from '../companies/similarCompanies.service.ts';
import { similarContactCondition } from '../contacts/contactSearch.ts';
import type { OwnedDb } from '../db/owned.ts';
import { jsonRows } from '../db/sql/boundedCount.ts';
import { type SimilarCondition, similarCondition } from '../db/sql/similarCondition.ts';
import { fewHits, similarHits } from '../db/sql/similarHits.ts';
import { valuesAfterOwner, withDates } from '../db/sql/statement.ts';
import type { Found } from './search.service.ts';
import { sampleSize, searchKinds } from './searchKinds.ts';

/** Records of each kind that resemble a search. */
export type Similar = { [K in keyof Found]: Found[K]['rows'] };

/**
 * At most five records of each kind that resemble a search, by one statement, without those that it found; undefined
 * when it found enough.
 */
export async function findSimilar(db: OwnedDb, search: string, found: Found): Promise<Similar | undefined> {
  if (!isLittle(found)) return undefined;
  const { values, bind } = valuesAfterOwner();
  const texts = similarCondition(search, bind);
  if (!texts) return undefined;
  const rows = (kind: keyof Found, condition: SimilarCondition | undefined) =>
    condition ? similarSql(kind, condition, bind(found[kind].ids)) : `'[]'::json`;
  const [read] = (await db.read<Similar>(
    `SELECT ${rows('contacts', similarContactCondition(search, bind))} AS contacts,
       ${rows('companies', similarCompanyCondition(search, bind))} AS companies,
       ${rows('tasks', texts)} AS tasks, ${rows('interactions', texts)} AS interactions`,
    values,
  )) as [Similar];
  withDates(read.tasks, ['due_date']);
  withDates(read.interactions, ['occurred_at']);
  return read;
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
