import { digitsOf, fold, likePattern } from '../db/fold.ts';
import type { Company, Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fullName } from './contactName.ts';

type Person = Contact & { company: Pick<Company, 'id' | 'name'> | null };
type Compared = Pick<Contact, 'first_name' | 'last_name' | 'email' | 'phone'>;

const most = 5;
/** Numbers are the same when one ends in the other and at least this many digits agree: the country's prefix may be missing. */
const leastDigits = 7;

/** People who have the same email or the same phone digits: very likely the same person. */
export async function findSamePeople(db: OwnedDb, person: Compared, exceptId?: number): Promise<Person[]> {
  const patterns = [...sameEmail(person.email), ...samePhone(person.phone)];
  if (patterns.length === 0) return [];
  const rows = await candidates(db, patterns, exceptId);
  return rows.filter((row) => isSameEmail(row, person) || isSamePhone(row, person)).slice(0, most);
}

/** Somebody of the same name, who may well be another person. */
export async function findNamesake(db: OwnedDb, person: Compared, exceptId?: number): Promise<Person | undefined> {
  const name = fold(fullName(person));
  if (name === '') return undefined;
  const rows = await candidates(db, [`${likePattern(`\n${name}\n`)}%`], exceptId);
  return rows[0];
}

/** Those whose text is like one of the patterns. They are found by the index first, and then put in order: see findContacts(). */
async function candidates(db: OwnedDb, patterns: string[], exceptId = 0): Promise<Person[]> {
  const like = patterns.map((_, n) => `search_text LIKE $${n + 3}`).join(' OR ');
  const found = await db.read<{ id: number }>(
    `WITH hits AS MATERIALIZED (
       SELECT id, updated_at FROM contacts WHERE user_id = $1 AND id <> $2::int AND (${like}))
     SELECT id FROM hits ORDER BY updated_at DESC, id DESC LIMIT 50`,
    [exceptId, ...patterns],
  );
  if (found.length === 0) return [];
  return db.contact.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: { company: { select: { id: true, name: true } } },
    orderBy: [{ updated_at: 'desc' }, { id: 'desc' }],
  });
}

function sameEmail(email: string): string[] {
  return email === '' ? [] : [`%${likePattern(`\n${fold(email)}\n`)}%`];
}

function samePhone(phone: string): string[] {
  const digits = significantDigits(phone);
  return digits.length < leastDigits ? [] : [`%${digits.slice(-leastDigits)}%`];
}

function isSameEmail(row: Compared, { email }: Compared): boolean {
  return email !== '' && fold(row.email) === fold(email);
}

function isSamePhone(row: Compared, { phone }: Compared): boolean {
  const [a, b] = [significantDigits(row.phone), significantDigits(phone)];
  return Math.min(a.length, b.length) >= leastDigits && (a.endsWith(b) || b.endsWith(a));
}

function significantDigits(phone: string): string {
  return digitsOf(phone).replace(/^0+/, '');
}
