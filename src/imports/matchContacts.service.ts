import { type DuplicateCandidate, findCandidates } from '../contacts/duplicates.service.ts';
import {
  hasSame,
  type MatchField,
  matchFields,
  matchKeys,
  type PersonIdentity,
  shareNameWord,
} from '../contacts/samePerson.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { ExistingAction } from './imports.schema.ts';
import type { ImportedPerson } from './parsePeople.ts';

/** A row of somebody who is there already: either a contact, or an earlier row of the same file. */
export interface Duplicate extends Original {
  person: ImportedPerson;
  matchedBy: MatchField;
}

interface Original {
  contact?: DuplicateCandidate;
  earlierRow?: ImportedPerson;
}

export interface MatchedPeople {
  new: ImportedPerson[];
  duplicates: Duplicate[];
}

/** Tells new people from those who are there already; for `add` all are new. */
export async function matchContacts(
  db: OwnedDb,
  people: ImportedPerson[],
  existing: ExistingAction,
): Promise<MatchedPeople> {
  if (existing === 'add') return { new: people, duplicates: [] };
  const identities = people.map(identify);
  const index = new PeopleIndex();
  for (const contact of await findCandidates(db, identities.map(decisiveKeys))) index.add({ contact }, contact);
  const matched: MatchedPeople = { new: [], duplicates: [] };
  for (const [at, person] of people.entries()) {
    const identity = identities[at] as Identity;
    const match = index.find(identity);
    if (match) matched.duplicates.push({ person, ...match.original, matchedBy: match.field });
    else matched.new.push(person);
    index.add(match?.original ?? { earlierRow: person }, identity);
  }
  return matched;
}

interface Identity extends PersonIdentity {
  company: string | null;
}

function identify({ data }: ImportedPerson): Identity {
  return { ...data, company: data.company_name };
}

/** The name decides only where there is neither an email nor a phone. */
function decisiveKeys(identity: Identity) {
  const keys = matchKeys(identity);
  return identity.email === '' && identity.phone === '' ? keys : { ...keys, name: '' };
}

interface Entry {
  original: Original;
  identity: Identity;
}

/** Compared with one row: thousands of rows may share the phone of a switchboard. */
const maxCompared = 50;

class PeopleIndex {
  private readonly entries: Record<MatchField, Map<string, Entry[]>> = {
    email: new Map(),
    phone: new Map(),
    name: new Map(),
  };

  add(original: Original, identity: Identity): void {
    const keys = matchKeys(identity);
    for (const field of matchFields) {
      const entries = this.entries[field].get(keys[field]) ?? [];
      if (entries.length < maxCompared) entries.push({ original, identity });
      this.entries[field].set(keys[field], entries);
    }
  }

  find(identity: Identity): { original: Original; field: MatchField } | undefined {
    const keys = decisiveKeys(identity);
    for (const field of matchFields) {
      const entries = keys[field] === '' ? [] : (this.entries[field].get(keys[field]) ?? []);
      const entry = entries.find((one) => isSame(field, one, identity));
      if (entry) return { original: entry.original, field };
    }
    return undefined;
  }
}

function isSame(field: MatchField, { original, identity: other }: Entry, identity: Identity): boolean {
  if (!hasSame(field, other, identity)) return false;
  if (field === 'name') return !other.company || !identity.company || fold(other.company) === fold(identity.company);
  // Rows of one file that share an office's email or phone are colleagues.
  return original.contact !== undefined || shareNameWord(other, identity);
}
