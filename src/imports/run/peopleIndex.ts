import type { DuplicateCandidate, Namesake } from '../../contacts/duplicates.service.ts';
import {
  hasSame,
  type MatchField,
  type MatchKeys,
  matchFields,
  matchKeys,
  type PersonIdentity,
  shareNameWord,
  withEachPoint,
} from '../../contacts/samePerson.ts';
import { fold } from '../../db/sql/fold.ts';

export interface Identity extends PersonIdentity {
  company: string | null;
}

/** A person whom a row may match: a contact, or the person of an earlier row. */
export interface Known<Row> {
  contact?: Namesake;
  row?: Row;
  /** True for a row of the same file and for a contact that this import added. */
  isOfFile: boolean;
}

interface Entry<Row> {
  known: Known<Row>;
  identity: Identity;
}

export interface Match<Row> {
  known: Known<Row>;
  /** `likely` is a match found by findLikelyPeople(). */
  matchedBy: MatchField | 'likely';
}

/** A row is compared with at most this many people: thousands of rows may share the phone of a switchboard. */
const maxCompared = 50;

export class PeopleIndex<Row> {
  private readonly contactIds = new Set<number>();
  private readonly entries: Record<MatchField, Map<string, Entry<Row>[]>> = {
    email: new Map(),
    phone: new Map(),
    name: new Map(),
  };

  addContact(contact: DuplicateCandidate, isOfFile: boolean): void {
    if (!this.contactIds.has(contact.id)) this.add({ contact, isOfFile }, contact);
    this.contactIds.add(contact.id);
  }

  add(known: Known<Row>, identity: Identity): void {
    const entry = { known, identity };
    for (const keys of pointKeys(identity)) for (const field of matchFields) this.addUnder(field, keys[field], entry);
  }

  private addUnder(field: MatchField, key: string, entry: Entry<Row>): void {
    if (key === '') return;
    const entries = this.entries[field].get(key) ?? [];
    if (entries.length < maxCompared && !entries.includes(entry)) entries.push(entry);
    this.entries[field].set(key, entries);
  }

  /**
   * Finds the best match: an email counts more than a phone, and a phone more than a name. Among equals, a shared word
   * of the name decides.
   */
  find(identity: Identity): Match<Row> | undefined {
    const asked = decisiveKeys(identity);
    for (const field of matchFields) {
      const entries = asked.flatMap((keys) => this.entries[field].get(keys[field]) ?? []);
      const same = entries.filter((one) => isSame(field, one, identity));
      const entry = same.find((one) => shareNameWord(one.identity, identity)) ?? same[0];
      if (entry) return { known: entry.known, matchedBy: field };
    }
    return undefined;
  }
}

/** The name decides only for a person without email and phone. */
export function decisiveKeys(identity: Identity): MatchKeys[] {
  const hasPoints = pointKeys(identity).some(({ email, phone }) => email !== '' || phone !== '');
  return pointKeys(identity).map((keys) => (hasPoints ? { ...keys, name: '' } : keys));
}

function pointKeys(identity: Identity): MatchKeys[] {
  return withEachPoint(identity).map(matchKeys);
}

function isSame<Row>(field: MatchField, { known, identity: other }: Entry<Row>, identity: Identity): boolean {
  if (field === 'name' && !hasSame(field, other, identity)) return false;
  if (field === 'name') return !other.company || !identity.company || fold(other.company) === fold(identity.company);
  const ones = withEachPoint(other);
  const isShared = withEachPoint(identity).some((asked) => ones.some((one) => hasSame(field, one, asked)));
  // Rows of one file that share an office's email or phone are colleagues.
  return isShared && (!known.isOfFile || shareNameWord(other, identity));
}
