import { fullName } from '../contacts/contactName.ts';
import { type DuplicateCandidate, findCandidates } from '../contacts/duplicates.service.ts';
import { matchKeys, sharesPoint } from '../contacts/samePerson.ts';
import type { OwnedDb } from '../db/owned.ts';

/** A contact that has one of the addresses of a mail. */
export interface MailPerson {
  id: number;
  name: string;
  company: string | null;
  address: string;
}

const maxPeople = 6;

/** By address: the contacts who have it as any of their emails, the latest changed first. */
export async function findPeople(db: OwnedDb, addresses: string[]): Promise<Map<string, MailPerson[]>> {
  const asked = [...new Set(addresses)].filter(Boolean);
  const candidates = await findCandidates(db, asked.map(withEmail).map(matchKeys));
  return new Map(asked.map((address) => [address, peopleOf(address, candidates)]));
}

function peopleOf(address: string, candidates: DuplicateCandidate[]): MailPerson[] {
  const people = candidates.filter((candidate) => sharesPoint(withEmail(address), candidate));
  return people.slice(0, maxPeople).map((one) => ({ id: one.id, name: fullName(one), company: one.company, address }));
}

function withEmail(email: string) {
  return { first_name: '', last_name: '', email, phone: '' };
}
