import { setImmediate as yieldToRequests } from 'node:timers/promises';
import type { CompanyReason } from '../companies/companyLikeness.ts';
import { type CompanyAgreement, companyAgreementSql, companyLikeness } from '../companies/companyLikeness.ts';
import { type PersonReason, personLikeness } from '../contacts/personLikeness.ts';
import type { PersonIdentity } from '../contacts/samePerson.ts';
import type { Likeness } from '../core/likeness.ts';
import type { OwnedDb } from '../db/owned.ts';
import { companyName } from '../db/sql/companyName.ts';
import type { MergeKind } from '../merge/mergedRecord.ts';

/** The ids of two records, the smaller one first. */
export interface Pair {
  one: number;
  other: number;
}

export type DuplicateReason = PersonReason | CompanyReason;

/** In the order in which pages list them. */
export const duplicateReasons: DuplicateReason[] = [
  ...(['email', 'phone', 'name', 'short_form', 'typo', 'company'] as const),
  ...(['tax_id', 'company_name', 'domain'] as const),
];

export type LikePair = Pair & Likeness<DuplicateReason>;

/** Other requests are served between batches of this size. */
const pairsAtOnce = 500;

/** Returns the pairs that may be the same, see personLikeness() and companyLikeness(). */
export function comparePairs(db: OwnedDb, kind: MergeKind, pairs: Pair[]): Promise<LikePair[]> {
  if (pairs.length === 0) return Promise.resolve([]);
  return kind === 'contacts' ? comparePeople(db, pairs) : compareCompanies(db, pairs);
}

async function comparePeople(db: OwnedDb, pairs: Pair[]): Promise<LikePair[]> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const rows = await db.read<PersonIdentity & { id: number }>(
    `SELECT c.id, c.first_name, c.last_name, c.email, c.phone, c.more_emails, c.more_phones,
       ${companyName('c.company_id')} AS company
     FROM contacts c WHERE c.user_id = $1 AND c.id = ANY(:ids::int[])`,
    { ids },
  );
  const people = new Map(rows.map((row) => [row.id, row]));
  const alike: LikePair[] = [];
  for (let from = 0; from < pairs.length; from += pairsAtOnce) {
    alike.push(...pairs.slice(from, from + pairsAtOnce).flatMap((pair) => compareTwo(people, pair)));
    await yieldToRequests();
  }
  return alike;
}

function compareTwo(people: Map<number, PersonIdentity>, pair: Pair): LikePair[] {
  const [one, other] = [people.get(pair.one), people.get(pair.other)];
  const likeness = one && other && personLikeness(one, other);
  return likeness ? [{ ...pair, ...likeness }] : [];
}

async function compareCompanies(db: OwnedDb, pairs: Pair[]): Promise<LikePair[]> {
  const rows = await db.read<Pair & CompanyAgreement>(
    `SELECT a.id AS one, b.id AS other, ${companyAgreementSql('a', 'b')}
     FROM json_to_recordset(:pairs::json) AS p(one int, other int)
       JOIN companies a ON a.user_id = $1 AND a.id = p.one JOIN companies b ON b.user_id = $1 AND b.id = p.other`,
    { pairs: JSON.stringify(pairs) },
  );
  return rows.flatMap(({ one, other, ...agreement }) => {
    const likeness = companyLikeness(agreement);
    return likeness ? [{ one, other, ...likeness }] : [];
  });
}

/** Each two of these records. */
export function pairsOf(ids: number[]): Pair[] {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => ({ one, other })));
}
