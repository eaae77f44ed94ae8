import { fullName } from '../contacts/contactName.ts';
import { contactPointsOf, maxContactPoints } from '../contacts/contactPoints.ts';
import { type DuplicateCandidate, findCandidates } from '../contacts/duplicates.service.ts';
import { matchKeys, sharesPoint } from '../contacts/samePerson.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { MailAddress } from '../mailReader/mail.ts';

/** A contact with an address of the mail, or with the name of the other party. */
export interface MailPerson {
  id: number;
  name: string;
  company: string | null;
  address: string;
  /** They have the same name but not the address, which is added to them if the mail is theirs. */
  isNamesake?: true;
}

const maxPeople = 6;

/** The contacts with each address among their emails, the most recently changed first. */
export async function findPeople(db: OwnedDb, addresses: string[]): Promise<Map<string, MailPerson[]>> {
  const asked = [...new Set(addresses)].filter(Boolean);
  const candidates = await findCandidates(db, asked.map(withEmail).map(matchKeys));
  return new Map(asked.map((address) => [address, peopleOf(address, candidates)]));
}

function peopleOf(address: string, candidates: DuplicateCandidate[]): MailPerson[] {
  const people = candidates.filter((candidate) => sharesPoint(withEmail(address), candidate));
  return people.slice(0, maxPeople).map((one) => ({ id: one.id, name: fullName(one), company: one.company, address }));
}

/** The contacts of each name, even written with the last name first; the most recently changed come first. */
async function findPeopleByName(db: OwnedDb, names: string[]): Promise<Map<string, MailPerson[]>> {
  const forms = names.map((name) => [fold(name), fold(name.split(' ').reverse().join(' '))]);
  const keys = forms.flat().map((name) => ({ email: '', phone: '', name }));
  const candidates = await findCandidates(db, keys);
  const named = (both: string[] = []) => candidates.filter((one) => both.includes(fold(fullName(one))));
  return new Map(names.map((name, at) => [name, named(forms[at]).slice(0, maxNamesakes).map(toNamesake)]));
}

const maxNamesakes = 3;

function toNamesake(one: DuplicateCandidate): MailPerson {
  return { id: one.id, name: fullName(one), company: one.company, address: '', isNamesake: true };
}

/** The other party of a mail, and the other people in it. */
interface MailSides {
  name: string;
  email: string;
  details: { others: MailAddress[] };
}

/** The contacts of each mail, its other side first. Where nobody has one of its addresses, those of the same name. */
export async function findPeopleOfMails(db: OwnedDb, mails: MailSides[]): Promise<MailPerson[][]> {
  const addressesOf = ({ email, details }: MailSides) => [email, ...details.others.map(({ address }) => address)];
  const people = await findPeople(db, mails.flatMap(addressesOf));
  const byAddress = mails.map((mail) =>
    distinctPeople(addressesOf(mail).flatMap((address) => people.get(address) ?? [])),
  );
  const names = mails.flatMap(({ name }, at) => (name !== '' && byAddress[at]?.length === 0 ? [name] : []));
  const byName = await findPeopleByName(db, [...new Set(names)]);
  return mails.map(({ name }, at) => (byAddress[at]?.length ? byAddress[at] : (byName.get(name) ?? [])));
}

const maxShown = 8;

function distinctPeople(people: MailPerson[]): MailPerson[] {
  return people.filter(({ id }, at) => people.findIndex((one) => one.id === id) === at).slice(0, maxShown);
}

/** Adds an address to a contact, as the main one where there is none. Returns whether it was new. */
export async function addAddress(tx: OwnedDb, id: number, address: string): Promise<boolean> {
  await tx.lockRecord('contacts', id);
  const contact = await tx.contact.findUniqueOrThrow({ where: tx.key(id) });
  const points = contactPointsOf('email', contact);
  const isKnown = points.some(({ value }) => fold(value) === fold(address));
  if (isKnown || points.length >= maxContactPoints) return false;
  const [first, ...more] = [...points, { label: 'other' as const, value: address }];
  const more_emails = more.map(({ label, value }) => ({ label, value }));
  const data = { email: first?.value ?? address, email_label: first?.label ?? 'other', more_emails };
  await tx.contact.update({ where: tx.key(id), data, select: { id: true } });
  return true;
}

function withEmail(email: string) {
  return { first_name: '', last_name: '', email, phone: '' };
}
