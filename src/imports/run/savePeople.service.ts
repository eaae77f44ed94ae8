import type { OwnedDb } from '../../db/owned.ts';
import { type PersonFields, personColumns, type StoredPerson } from './storedPerson.ts';

/** Loads these contacts, by id. */
export async function loadPeople(
  db: OwnedDb,
  ids: number[],
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<Map<number, StoredPerson>> {
  if (ids.length === 0) return new Map();
  const people = await db.read<StoredPerson>(
    `SELECT id, ${personColumns.join(', ')} FROM contacts WHERE user_id = $1 AND id = ANY(:ids::int[]) ORDER BY id ${lock}`,
    { ids },
  );
  return new Map(people.map((person) => [person.id, person]));
}

export async function insertPeople(tx: OwnedDb, people: PersonFields[], now: Date): Promise<void> {
  if (people.length === 0) return;
  await tx.read(
    `INSERT INTO contacts (user_id, ${personColumns.join(', ')}, created_at, updated_at)
     SELECT $1::int, ${personColumns.map((name) => `p.${name}`).join(', ')}, :now::timestamptz, :now::timestamptz
     FROM jsonb_populate_recordset(NULL::contacts, :people::jsonb) p`,
    { people: JSON.stringify(people), now },
  );
}

export async function updatePeople(tx: OwnedDb, people: StoredPerson[], now: Date): Promise<void> {
  if (people.length === 0) return;
  await tx.read(
    `UPDATE contacts c SET ${personColumns.map((name) => `${name} = p.${name}`).join(', ')}, updated_at = :now::timestamptz
     FROM jsonb_populate_recordset(NULL::contacts, :people::jsonb) p WHERE c.user_id = $1 AND c.id = p.id`,
    { people: JSON.stringify(people), now },
  );
}
