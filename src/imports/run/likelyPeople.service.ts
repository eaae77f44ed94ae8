import { fullName } from '../../contacts/contactName.ts';
import { findNamesakes, type Namesake } from '../../contacts/duplicates.service.ts';
import { nameKeys } from '../../contacts/nameLikeness.ts';
import { personLikeness } from '../../contacts/personLikeness.ts';
import { likelyScore } from '../../core/likeness.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { fold } from '../../db/sql/fold.ts';
import type { Identity } from './peopleIndex.ts';

/**
 * Returns for each row the contact who is likely the same person, by the rules of the duplicates page; undefined when
 * there is none.
 */
export async function findLikelyPeople(db: OwnedDb, rows: { identity: Identity }[]): Promise<(Namesake | undefined)[]> {
  const asked = rows.map(({ identity }) => nameKeys(identity));
  const byName = new Map<string, Namesake[]>();
  for (const contact of await findNamesakes(db, asked.flat())) {
    const name = fold(fullName(contact));
    byName.set(name, [...(byName.get(name) ?? []), contact]);
  }
  return rows.map(({ identity }, at) => {
    const namesakes = asked[at]?.flatMap((name) => byName.get(name) ?? []) ?? [];
    return likeliest(identity, namesakes);
  });
}

/** Compares names only: people who share an email or phone were matched before. */
function likeliest(identity: Identity, contacts: Namesake[]): Namesake | undefined {
  if (contacts.length === 0) return undefined;
  const scored = contacts.map((contact) => ({ contact, score: scoreOf(identity, contact) }));
  const [first] = scored.filter(({ score }) => score >= likelyScore).sort((a, b) => b.score - a.score);
  return first?.contact;
}

function scoreOf(identity: Identity, contact: Namesake): number {
  return personLikeness(identity, { ...contact, email: '', phone: '' })?.score ?? 0;
}
