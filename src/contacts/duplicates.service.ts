import { truncate } from '../core/truncate.ts';
import type { Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { digitsOf, fold } from '../db/sql/fold.ts';
import { valuesAfterOwner } from '../db/sql/statement.ts';
import { fullName } from './contactName.ts';
import { type ContactRow, withCompany } from './contactRow.ts';

/** What two people are compared by. */
export type Compared = Pick<Contact, 'first_name' | 'last_name' | 'email' | 'phone'>;

/** Who is like a person: very likely the same one, and somebody of the same name who may well be another. */
interface Lookalikes {
  /** With the same email or the same phone digits, at most five. */
  same: ContactRow[];
  namesake: ContactRow | undefined;
}

const most = 5;
/** Looked at for each way of being alike: the indexes know the ends of values only. */
const mostCandidates = 50;
/** Numbers are the same when one ends in the other and at least this many digits agree: the country's prefix may be missing. */
export const leastDigits = 7;
/** Of a name and an email, as many signs as stand in contacts_name_idx and contacts_email_idx. */
export const indexedSigns = 64;

/** What is empty is like nothing. `exceptId`: the person themselves. */
export async function findLookalikes(db: OwnedDb, person: Compared, exceptId = 0): Promise<Lookalikes> {
  const people = await candidates(db, person, exceptId);
  const name = fold(fullName(person));
  return {
    same: people.filter((other) => isSameEmail(other, person) || isSamePhone(other, person)).slice(0, most),
    namesake: people.find((other) => name !== '' && fold(fullName(other)) === name),
  };
}

/** The newest first. Usually there is none, and no second statement. */
async function candidates(db: OwnedDb, person: Compared, exceptId: number): Promise<ContactRow[]> {
  const { values, at } = valuesAfterOwner();
  const except = at(exceptId);
  const ways = waysOf(person, at);
  if (ways.length === 0) return [];
  const found = await db.read<{ id: number }>(ways.map((way) => candidatesSql(way, except)).join(' UNION '), values);
  if (found.length === 0) return [];
  return db.contact.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: withCompany,
    orderBy: [{ updated_at: 'desc' }, { id: 'desc' }],
  });
}

// By the index first, and then put in order: otherwise the planner may walk the whole list, for a name that nobody has.
function candidatesSql(way: string, except: string): string {
  return `(WITH hits AS MATERIALIZED (
      SELECT id, updated_at FROM contacts WHERE user_id = $1 AND id <> ${except}::int AND ${way})
    SELECT id FROM hits ORDER BY updated_at DESC, id DESC LIMIT ${mostCandidates})`;
}

/** SQL: a condition for each index of the migration `lookalikes`. */
function waysOf(person: Compared, at: (value: unknown) => string): string[] {
  const name = fold(fullName(person));
  const email = fold(person.email);
  const digits = significantDigits(person.phone);
  const ways: string[] = [];
  if (name !== '')
    ways.push(`left(split_part(search_text, E'\\n', 2), ${indexedSigns}) = ${at(truncate(name, indexedSigns))}`);
  if (email !== '')
    ways.push(`left(crm_fold(email), ${indexedSigns}) = ${at(truncate(email, indexedSigns))} AND email <> ''`);
  if (digits.length >= leastDigits)
    ways.push(`right(phone_digits, ${leastDigits}) = ${at(digits.slice(-leastDigits))} AND phone_digits <> ''`);
  return ways;
}

function isSameEmail(row: Compared, { email }: Compared): boolean {
  return email !== '' && fold(row.email) === fold(email);
}

function isSamePhone(row: Compared, { phone }: Compared): boolean {
  const [a, b] = [significantDigits(row.phone), significantDigits(phone)];
  return Math.min(a.length, b.length) >= leastDigits && (a.endsWith(b) || b.endsWith(a));
}

export function significantDigits(phone: string): string {
  return digitsOf(phone).replace(/^0+/, '');
}
