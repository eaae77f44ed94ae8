import { findCandidates, type Namesake } from '../../contacts/duplicates.service.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { findLikelyPeople } from './likelyPeople.service.ts';
import { decisiveKeys, type Identity, type Match, type PeopleIndex } from './peopleIndex.ts';

interface MatchOptions<Row> {
  /** Holds the earlier rows of the file; these rows are added to it. */
  index: PeopleIndex<Row>;
  /** The act of the import: contacts that it created count as people of the file. */
  act?: number;
  /** Whether to match only people of the file. */
  isFileOnly: boolean;
  /**
   * For a contact who is likely the person of a row: `ignore` does not look for one, `report` returns the match but
   * treats the row as a new person, `match` treats them as the same person.
   */
  likely: 'ignore' | 'report' | 'match';
}

/** Returns for each row the person whom it matches; undefined for somebody new. */
export async function matchPeople<Row extends { identity: Identity }>(
  db: OwnedDb,
  rows: Row[],
  { index, act, isFileOnly, likely }: MatchOptions<Row>,
): Promise<(Match<Row> | undefined)[]> {
  const keys = rows.flatMap(({ identity }) => decisiveKeys(identity));
  const candidates = isFileOnly && act === undefined ? [] : await findCandidates(db, keys);
  const created = await findCreated(db, 'contacts', candidates, act);
  for (const contact of candidates)
    if (!isFileOnly || created.has(contact.id)) index.addContact(contact, created.has(contact.id));
  const likelies = likely === 'ignore' ? [] : await findLikelyContacts(db, rows, act);
  return rows.map((row, at) => {
    const sure = index.find(row.identity);
    const match = sure ?? likelyMatch<Row>(likelies[at]);
    const joined = likely === 'match' ? match : sure;
    index.add(joined?.known ?? { row, isOfFile: true }, row.identity);
    return match;
  });
}

/** Leaves out contacts that this import created. */
async function findLikelyContacts(
  db: OwnedDb,
  rows: { identity: Identity }[],
  act: number | undefined,
): Promise<(Namesake | undefined)[]> {
  const likelies = await findLikelyPeople(db, rows);
  const created = await findCreated(
    db,
    'contacts',
    likelies.filter((one) => one !== undefined),
    act,
  );
  return likelies.map((one) => (one && created.has(one.id) ? undefined : one));
}

function likelyMatch<Row>(contact: Namesake | undefined): Match<Row> | undefined {
  return contact && { known: { contact, isOfFile: false }, matchedBy: 'likely' };
}

/** The ids of those that this act created. */
export async function findCreated(
  db: OwnedDb,
  kind: 'contacts' | 'companies',
  records: { id: number }[],
  act: number | undefined,
): Promise<Set<number>> {
  if (act === undefined || records.length === 0) return new Set();
  const rows = await db.read<{ record_id: number }>(
    `SELECT record_id FROM changes WHERE user_id = $1 AND kind = :kind AND record_id = ANY(:ids::int[])
       AND act_id = :act::bigint AND operation = 'create'`,
    { kind, ids: records.map(({ id }) => id), act },
  );
  return new Set(rows.map(({ record_id }) => record_id));
}
