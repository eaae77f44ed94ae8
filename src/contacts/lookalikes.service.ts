import { digitsOf, fold, likePattern } from '../db/fold.ts';
import type { Company, Contact, Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fullName } from './contactName.ts';

type Person = Contact & { company: Pick<Company, 'id' | 'name'> | null };
type Compared = Pick<Contact, 'first_name' | 'last_name' | 'email' | 'phone'>;

const most = 5;
/** Numbers are the same when one ends in the other and at least this many digits agree: the country's prefix may be missing. */
const leastDigits = 7;

/** People who have the same email or the same phone digits: very likely the same person. */
export async function findSamePeople(db: OwnedDb, person: Compared, exceptId?: number): Promise<Person[]> {
  const either = [...sameEmail(person.email), ...samePhone(person.phone)];
  if (either.length === 0) return [];
  const rows = await candidates(db, { OR: either }, exceptId);
  return rows.filter((row) => isSameEmail(row, person) || isSamePhone(row, person)).slice(0, most);
}

/** Somebody of the same name, who may well be another person. */
export async function findNamesake(db: OwnedDb, person: Compared, exceptId?: number): Promise<Person | undefined> {
  const name = fold(fullName(person));
  if (name === '') return undefined;
  const rows = await candidates(db, { search_text: { startsWith: likePattern(`\n${name}\n`) } }, exceptId);
  return rows[0];
}

function candidates(db: OwnedDb, where: Prisma.ContactWhereInput, exceptId = 0): Promise<Person[]> {
  return db.contact.findMany({
    where: { ...where, id: { not: exceptId } },
    include: { company: { select: { id: true, name: true } } },
    orderBy: [{ updated_at: 'desc' }, { id: 'desc' }],
    take: 50,
  });
}

function sameEmail(email: string): Prisma.ContactWhereInput[] {
  return email === '' ? [] : [{ search_text: { contains: likePattern(`\n${fold(email)}\n`) } }];
}

function samePhone(phone: string): Prisma.ContactWhereInput[] {
  const digits = significantDigits(phone);
  return digits.length < leastDigits ? [] : [{ search_text: { contains: digits.slice(-leastDigits) } }];
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
