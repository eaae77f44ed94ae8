import { fullName } from '../contacts/contactName.ts';
import { leastDigits, significantDigits } from '../contacts/duplicates.service.ts';
import { fold } from '../db/sql/fold.ts';
import type { Known } from './existingContacts.service.ts';
import type { Person } from './readPeople.ts';

export type SameBy = 'email' | 'phone' | 'name';

/** A row of somebody who is there already: among the contacts, or in an earlier row of the same file. */
export interface Again {
  person: Person;
  by: SameBy;
  known: Known | undefined;
  earlier: Person | undefined;
}

export interface SortedOut {
  fresh: Person[];
  again: Again[];
}

/** Tells the new from those who are there already. */
export function sortOut(people: Person[], known: Known[]): SortedOut {
  const directory = new Directory();
  for (const one of known) directory.add({ known: one }, one);
  const sorted: SortedOut = { fresh: [], again: [] };
  for (const person of people) {
    const described = { ...person.data, company: person.data.company_name };
    const found = directory.find(described);
    if (found) sorted.again.push({ person, by: found.by, known: found.entry.known, earlier: found.entry.earlier });
    else sorted.fresh.push(person);
    directory.add(found?.entry ?? { earlier: person }, described);
  }
  return sorted;
}

/** Whether two names have a word in common: who shares an email or a phone with somebody of quite another name is not them. */
export function haveWordInCommon(one: Named, other: Named): boolean {
  const words = new Set(wordsOf(one));
  return wordsOf(other).some((word) => words.has(word));
}

type Named = Pick<Known, 'first_name' | 'last_name'>;
type Described = Omit<Known, 'id'>;

interface Entry {
  known?: Known;
  earlier?: Person;
}

interface Place {
  entry: Entry;
  described: Described;
}

/** Looked at of those with the same key: one switchboard may have thousands of people. */
const mostLookedAt = 50;

/** People by what tells them. */
class Directory {
  private readonly places: Record<SameBy, Map<string, Place[]>> = {
    email: new Map(),
    phone: new Map(),
    name: new Map(),
  };

  add(entry: Entry, described: Described): void {
    for (const [by, key] of keysOf(described)) {
      const at = this.places[by].get(key) ?? [];
      if (at.length < mostLookedAt) at.push({ entry, described });
      this.places[by].set(key, at);
    }
  }

  find(described: Described): { entry: Entry; by: SameBy } | undefined {
    const isNameAlone = described.email === '' && described.phone === '';
    for (const [by, key] of keysOf(described)) {
      if (by === 'name' && !isNameAlone) continue;
      const place = this.places[by].get(key)?.find((one) => isSame[by](one, described));
      if (place) return { entry: place.entry, by };
    }
    return undefined;
  }
}

function keysOf({ email, phone, ...person }: Described): [SameBy, string][] {
  const digits = significantDigits(phone);
  const keys: [SameBy, string][] = [
    ['email', fold(email)],
    ['phone', digits.length < leastDigits ? '' : digits.slice(-leastDigits)],
    ['name', fold(fullName(person))],
  ];
  return keys.filter(([, key]) => key !== '');
}

const isSame: Record<SameBy, (place: Place, other: Described) => boolean> = {
  email: isInKeeping,
  phone: (place, other) => isInKeeping(place, other) && isSamePhone(place.described.phone, other.phone),
  name: ({ described: { company } }, other) => !company || !other.company || fold(company) === fold(other.company),
};

// Of two rows that share an office's phone, each is somebody of its own.
function isInKeeping({ entry, described }: Place, other: Described): boolean {
  return entry.known !== undefined || haveWordInCommon(described, other);
}

function isSamePhone(one: string, other: string): boolean {
  const [a, b] = [significantDigits(one), significantDigits(other)];
  return a.endsWith(b) || b.endsWith(a);
}

function wordsOf(person: Named): string[] {
  return fold(fullName(person))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
