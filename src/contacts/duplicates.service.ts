import { truncate } from '../core/truncate.ts';
import type { OwnedDb } from '../db/owned.ts';
import { companyName } from '../db/sql/companyName.ts';
import { typoKeys } from '../db/sql/typoKeys.ts';
import type { ContactPoint } from './contactPoints.ts';
import { nameLikeness, nameWords, otherForms } from './nameLikeness.ts';
import { personLikeness } from './personLikeness.ts';
import {
  hasSame,
  type MatchField,
  type MatchKeys,
  matchKeys,
  minPhoneDigits,
  type PersonIdentity,
  sharesPoint,
  withEachPoint,
} from './samePerson.ts';

/** A contact that may be the person in question. */
export interface DuplicateCandidate extends PersonIdentity {
  id: number;
  company: string | null;
  more_emails: ContactPoint[];
  more_phones: ContactPoint[];
}

interface Duplicates {
  /** At most five contacts with the same email or phone, latest change first. */
  duplicates: DuplicateCandidate[];
  /** Somebody who may be the same by name and company, and may well be another person. */
  namesake: DuplicateCandidate | undefined;
}

const maxDuplicates = 5;
/** The maximum per key: thousands of people may share the phone of a switchboard. */
const maxCandidates = 50;
/** Only this many first characters of names and emails are indexed (migration `lookalikes`). */
const indexedLength = 64;

/** Finds contacts who may be the person that is being saved; `exceptId` is that person's own id. */
export async function findDuplicates(db: OwnedDb, person: PersonIdentity, exceptId = 0): Promise<Duplicates> {
  const otherNames = otherForms(person).map((name) => ({ email: '', phone: '', name }));
  const keys = [...withEachPoint(person).map(matchKeys), ...otherNames];
  const candidates = (await findCandidates(db, keys)).filter(({ id }) => id !== exceptId);
  // Without this, people who only share an email would count as namesakes.
  const isNamesake = (other: DuplicateCandidate) =>
    nameLikeness(person, other) !== undefined && personLikeness(person, other) !== undefined;
  const namesakes = candidates.filter(isNamesake);
  const namesake = namesakes.find((other) => hasSame('name', person, other)) ?? namesakes[0];
  return {
    duplicates: candidates.filter((other) => sharesPoint(person, other)).slice(0, maxDuplicates),
    // Typos are looked up last: common names, which usually have a namesake, are the most expensive ones.
    namesake: namesake ?? (await findMistyped(db, person)).find((other) => other.id !== exceptId && isNamesake(other)),
  };
}

/** Finds names that differ by one letter, with the index that search uses for typos. */
async function findMistyped(db: OwnedDb, person: PersonIdentity): Promise<DuplicateCandidate[]> {
  const words = nameWords(person).filter((word) => word.length > 2);
  if (words.length !== 2) return [];
  const [first = '', last = ''] = words;
  return db.read<DuplicateCandidate>(mistypedSql, [[first], typoKeys(last), [last], typoKeys(first)]);
}

/**
 * The contacts that share a key with any of these people, latest change first. The caller must compare all emails and
 * phones, since the indexes contain only parts of the values.
 */
export async function findCandidates(db: OwnedDb, people: MatchKeys[]): Promise<DuplicateCandidate[]> {
  const emails = distinctKeys(people, 'email');
  const phones = distinctKeys(people, 'phone');
  const names = distinctKeys(people, 'name');
  if (emails.length + phones.length + names.length === 0) return [];
  return db.read<DuplicateCandidate>(
    candidatesSql,
    [emails, phones, names].map((keys) => JSON.stringify(keys)),
  );
}

/** The maximum for the rows of a file that are read at a time. */
const maxNamesakes = 5_000;

export type Namesake = Pick<DuplicateCandidate, 'id' | 'first_name' | 'last_name' | 'company'>;

/**
 * The contacts of these folded names, in one statement and without their emails and phones: a file has tens of
 * thousands.
 */
export async function findNamesakes(db: OwnedDb, names: string[]): Promise<Namesake[]> {
  const keys = [...new Set(names.map((name) => truncate(name, indexedLength)))];
  return keys.length === 0 ? [] : db.read<Namesake>(namesakesSql, [JSON.stringify(keys)]);
}

function distinctKeys(people: MatchKeys[], field: MatchField): string[] {
  return [...new Set(people.map((keys) => truncate(keys[field], indexedLength)))].filter(Boolean);
}

const columns = 'id, first_name, last_name, email, phone, more_emails, more_phones, company_id, updated_at';

const hasName = `left(split_part(search_text, E'\\n', 2), ${indexedLength}) = asked.key`;

const candidatesSql = selectCandidates([
  candidatesByKey('$2', `left(crm_fold(email), ${indexedLength}) = asked.key AND email <> ''`),
  candidatesByKey('$3', `right(phone_digits, ${minPhoneDigits}) = asked.key AND phone_digits <> ''`),
  candidatesByMorePoints(),
  candidatesByKey('$4', hasName),
]);

// Materialized, as in latestHits().
const namesakesSql = `WITH hits AS MATERIALIZED (
    SELECT id, first_name, last_name, company_id FROM json_array_elements_text($2::json) AS asked(key), contacts
    WHERE user_id = $1 AND ${hasName})
  SELECT c.id, c.first_name, c.last_name, ${companyName('c.company_id')} AS company
  FROM hits c ORDER BY c.id LIMIT ${maxNamesakes}`;

const mistypedSql = selectCandidates([
  latestHits('crm_typo_keys(search_text) @> $2::text[] AND crm_typo_keys(search_text) && $3::text[]'),
  latestHits('crm_typo_keys(search_text) @> $4::text[] AND crm_typo_keys(search_text) && $5::text[]'),
]);

function selectCandidates(queries: string[]): string {
  return `SELECT c.id, c.first_name, c.last_name, c.email, c.phone, c.more_emails, c.more_phones,
      ${companyName('c.company_id')} AS company
    FROM (${queries.join(' UNION ')}) c ORDER BY c.updated_at DESC, c.id DESC`;
}

function candidatesByKey(keys: string, condition: string): string {
  return `SELECT found.* FROM json_array_elements_text(${keys}::json) AS asked(key)
    CROSS JOIN LATERAL ${latestHits(condition)} found`;
}

// One look at the list for all keys: without statistics, as after the first import, the planner passes over the index,
// and a look for each key would read every contact as often as there are keys.
function candidatesByMorePoints(): string {
  const asked = 'ARRAY(SELECT json_array_elements_text($2::json) UNION SELECT json_array_elements_text($3::json))';
  return `SELECT ${columns} FROM (
      SELECT ${columns}, row_number() OVER (PARTITION BY key ORDER BY updated_at DESC, id DESC) AS place
      FROM (SELECT ${columns}, unnest(crm_point_keys(more_emails, more_phones)) AS key FROM contacts
        WHERE user_id = $1 AND crm_point_keys(more_emails, more_phones) && ${asked}
          AND (more_emails <> '[]' OR more_phones <> '[]')) points
      WHERE key = ANY(${asked})) found
    WHERE place <= ${maxCandidates}`;
}

// Materialized, so that the index finds them before they are put in order: otherwise the planner may walk the whole
// list for a name that nobody has.
function latestHits(condition: string): string {
  return `(WITH hits AS MATERIALIZED (SELECT ${columns} FROM contacts WHERE user_id = $1 AND ${condition})
    SELECT * FROM hits ORDER BY updated_at DESC, id DESC LIMIT ${maxCandidates})`;
}
