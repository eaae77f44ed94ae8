import type { OwnedDb } from '../db/owned.ts';
import type { Person } from './readPeople.ts';

/** A statement of this many takes a second on a slow computer; all of them at once could take longer than one may. */
const atOnce = 1_000;

/** Adds the people of an import; gives their ids. */
export async function addPeople(
  tx: OwnedDb,
  id: number,
  people: Person[],
  companyOf: (name: string) => number | null,
  now: Date,
): Promise<number[]> {
  const ids: number[] = [];
  for (let from = 0; from < people.length; from += atOnce) {
    const rows = people.slice(from, from + atOnce).map(({ data }) => ({
      first_name: data.first_name,
      last_name: data.last_name,
      email: data.email,
      phone: data.phone,
      position: data.position,
      status: data.status,
      notes: data.notes,
      company_id: companyOf(data.company_name),
    }));
    ids.push(...(await insert(tx, id, rows, now)));
  }
  return ids;
}

async function insert(tx: OwnedDb, id: number, rows: object[], now: Date): Promise<number[]> {
  const columns = ['first_name', 'last_name', 'email', 'phone', 'position', 'status', 'notes', 'company_id'];
  const made = await tx.read<{ id: number }>(
    `INSERT INTO contacts (user_id, ${columns.join(', ')}, created_at, updated_at)
     SELECT i.user_id, ${columns.map((name) => `p.${name}`).join(', ')}, $4::timestamptz, $4::timestamptz
     FROM imports i, json_populate_recordset(NULL::contacts, $3::json) p WHERE i.user_id = $1 AND i.id = $2::int
     RETURNING id`,
    [id, JSON.stringify(rows), now],
  );
  return made.map((row) => row.id);
}
