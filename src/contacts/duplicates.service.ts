import { truncate } from '../core/truncate.ts';
import type { OwnedDb } from '../db/owned.ts';
import { companyName } from '../db/sql/companyName.ts';
import {
  hasSame,
  type MatchField,
  type MatchKeys,
  matchKeys,
  minPhoneDigits,
  type PersonIdentity,
} from './samePerson.ts';

/** A contact that may be the person in question. */
export interface DuplicateCandidate extends PersonIdentity {
  id: number;
  company: string | null;
}

interface Duplicates {
  /** With the same email or phone, the latest changed first, at most five. */
  duplicates: DuplicateCandidate[];
  /** Somebody of the same name, who may well be another person. */
  namesake: DuplicateCandidate | undefined;
}

const maxDuplicates = 5;
/** Of one key: thousands of people may share the phone of a switchboard. */
const maxCandidates = 50;
/** Names and emails are indexed by so many of their first characters (migration `lookalikes`). */
const indexedLength = 64;

/** Who may be the same person as one that is saved; `exceptId` is that person's own. */
export async function findDuplicates(db: OwnedDb, person: PersonIdentity, exceptId = 0): Promise<Duplicates> {
  const candidates = (await findCandidates(db, [matchKeys(person)])).filter(({ id }) => id !== exceptId);
  const isDuplicate = (other: PersonIdentity) => hasSame('email', person, other) || hasSame('phone', person, other);
  return {
    duplicates: candidates.filter(isDuplicate).slice(0, maxDuplicates),
    namesake: candidates.find((other) => hasSame('name', person, other)),
  };
}

/**
 * The contacts that have a key in common with any of these people, the latest changed first. The indexes know the ends of
 * values only: each contact is still to be compared.
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

function distinctKeys(people: MatchKeys[], field: MatchField): string[] {
  return [...new Set(people.map((keys) => truncate(keys[field], indexedLength)))].filter(Boolean);
}

const columns = 'id, first_name, last_name, email, phone, company_id, updated_at';

const candidatesSql = `SELECT c.id, c.first_name, c.last_name, c.email, c.phone, ${companyName('c.company_id')} AS company
  FROM (${candidatesByKey('$2', `left(crm_fold(email), ${indexedLength}) = asked.key AND email <> ''`)}
    UNION ${candidatesByKey('$3', `right(phone_digits, ${minPhoneDigits}) = asked.key AND phone_digits <> ''`)}
    UNION ${candidatesByKey('$4', `left(split_part(search_text, E'\\n', 2), ${indexedLength}) = asked.key`)}) c
  ORDER BY c.updated_at DESC, c.id DESC`;

// Materialized, so that the index finds them before they are put in order: otherwise the planner may walk the whole list
// for a name that nobody has.
function candidatesByKey(keys: string, condition: string): string {
  return `SELECT found.* FROM json_array_elements_text(${keys}::json) AS asked(key) CROSS JOIN LATERAL (
      WITH hits AS MATERIALIZED (SELECT ${columns} FROM contacts WHERE user_id = $1 AND ${condition})
      SELECT * FROM hits ORDER BY updated_at DESC, id DESC LIMIT ${maxCandidates}) found`;
}
