import type { Contact } from '../db/generated/client.ts';
import { fold, significantDigits, vanityLetters } from '../db/sql/fold.ts';
import { fullName } from './contactName.ts';
import type { ContactPoint } from './contactPoints.ts';
import { nameWords } from './nameLikeness.ts';

/** The fields by which people are compared. */
export type PersonIdentity = Pick<Contact, 'first_name' | 'last_name' | 'email' | 'phone'> & {
  more_emails?: ContactPoint[];
  more_phones?: ContactPoint[];
  /** The name of the company. */
  company?: string | null;
};

/**
 * The surest first: who has the same email or phone is taken for the same person, who has only the same name may be
 * somebody else.
 */
export const matchFields = ['email', 'phone', 'name'] as const;
export type MatchField = (typeof matchFields)[number];

/** Equal where two people may be the same; empty where there is nothing to compare. */
export type MatchKeys = Record<MatchField, string>;

/** Phones are compared by their ends, since the country's prefix may be missing, and shorter numbers not at all. */
export const minPhoneDigits = 7;

export function matchKeys(person: PersonIdentity): MatchKeys {
  return { email: keyOf.email(person), phone: keyOf.phone(person), name: keyOf.name(person) };
}

const keyOf: Record<MatchField, (person: PersonIdentity) => string> = {
  email: ({ email }) => fold(email),
  phone: ({ phone }) => {
    const digits = significantDigits(phone);
    return digits.length < minPhoneDigits ? '' : digits.slice(-minPhoneDigits);
  },
  name: (person) => fold(fullName(person)),
};

/** One copy of the person for each email and phone, with that one as the first. */
export function withEachPoint(person: PersonIdentity): PersonIdentity[] {
  const { more_emails = [], more_phones = [] } = person;
  const more = Array.from({ length: Math.max(more_emails.length, more_phones.length) }, (_, at) => ({
    ...person,
    email: more_emails[at]?.value ?? '',
    phone: more_phones[at]?.value ?? '',
  }));
  return [person, ...more];
}

/** Whether two people have an email or a phone in common. */
export function sharesPoint(one: PersonIdentity, other: PersonIdentity): boolean {
  const others = withEachPoint(other);
  const isSame = (a: PersonIdentity, b: PersonIdentity) => hasSame('email', a, b) || hasSame('phone', a, b);
  return withEachPoint(one).some((a) => others.some((b) => isSame(a, b)));
}

/** Compares the first email and phone only; see withEachPoint(). */
export function hasSame(field: MatchField, one: PersonIdentity, other: PersonIdentity): boolean {
  const key = keyOf[field](one);
  if (key === '' || key !== keyOf[field](other)) return false;
  return field !== 'phone' || isSamePhone(one.phone, other.phone);
}

/** Distinguishes a person from a colleague with the same office email or phone. */
export function shareNameWord(one: Name, other: Name): boolean {
  const words = new Set(nameWords(one));
  return nameWords(other).some((word) => words.has(word));
}

type Name = Pick<PersonIdentity, 'first_name' | 'last_name'>;

function isSamePhone(one: string, other: string): boolean {
  const [a, b] = [significantDigits(one), significantDigits(other)];
  return (a.endsWith(b) || b.endsWith(a)) && vanityLetters(one) === vanityLetters(other);
}
