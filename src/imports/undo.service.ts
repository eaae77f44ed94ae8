import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Filled, fillable, type Made, madeIn } from './importChanges.ts';
import { undoMs } from './limits.ts';

/** What an undo takes away and leaves. */
export interface Undone {
  contacts: number;
  companies: number;
  /** People from whom what was filled in is taken back. */
  emptied: number;
  /** People it had added who were changed or written on since: they stay. */
  kept: number;
}

const untouched = `c.updated_at = c.created_at
  AND NOT EXISTS (SELECT FROM interactions i WHERE i.user_id = $1 AND i.contact_id = c.id)
  AND NOT EXISTS (SELECT FROM tasks t WHERE t.user_id = $1 AND t.contact_id = c.id)`;
const listed = 'IN (SELECT value::int FROM json_array_elements_text($2::json))';

/** What an undo would do now; undefined when there is nothing to undo (any more). @throws when there is no such import (404) */
export async function foreseeUndo(db: OwnedDb, id: number, now: Date): Promise<Undone | undefined> {
  const found = await db.contactImport.findUniqueOrThrow({
    where: db.key(id),
    select: { state: true, done_at: true, made: true },
  });
  if (found.state !== 'done' || !found.done_at || found.done_at < lastDay(now)) return undefined;
  const made = madeIn(found.made);
  return { ...(await countContacts(db, made)), ...(await countRest(db, made)) };
}

async function countContacts(db: OwnedDb, { contacts }: Made): Promise<Pick<Undone, 'contacts' | 'kept'>> {
  const [counts] = await db.read<Pick<Undone, 'contacts' | 'kept'>>(
    `SELECT count(*) FILTER (WHERE gone)::int AS contacts, count(*) FILTER (WHERE NOT gone)::int AS kept
     FROM (SELECT ${untouched} AS gone FROM contacts c WHERE c.user_id = $1 AND c.id ${listed}) those`,
    [JSON.stringify(contacts)],
  );
  return counts ?? { contacts: 0, kept: 0 };
}

async function countRest(db: OwnedDb, { contacts, companies, filled }: Made) {
  const [counts] = await db.read<Pick<Undone, 'companies' | 'emptied'>>(
    `WITH f AS MATERIALIZED (SELECT * FROM ${filledRows('$4')}),
     leaving AS MATERIALIZED (
       SELECT c.id FROM contacts c WHERE c.user_id = $1 AND c.id ${listed} AND ${untouched}
       UNION SELECT c.id FROM contacts c, f WHERE c.user_id = $1 AND c.id = f.id AND c.company_id = f.company_id),
     made AS MATERIALIZED (SELECT value::int AS id FROM json_array_elements_text($3::json)),
     staying AS MATERIALIZED (
       SELECT c.company_id FROM contacts c WHERE c.user_id = $1 AND c.company_id IN (SELECT id FROM made)
         AND c.id NOT IN (SELECT id FROM leaving))
     SELECT (SELECT count(*)::int FROM contacts c, f WHERE c.user_id = $1 AND c.id = f.id AND (${still})) AS emptied,
            (SELECT count(*)::int FROM companies k WHERE k.user_id = $1 AND k.id IN (SELECT id FROM made)
              AND k.updated_at = k.created_at AND k.id NOT IN (SELECT company_id FROM staying)) AS companies`,
    [contacts, companies, filled].map((list) => JSON.stringify(list)),
  );
  return counts ?? { companies: 0, emptied: 0 };
}

/**
 * Takes an import back: whom it added and nobody changed or wrote on since, what it filled in where it still stands, and
 * its companies that nobody belongs to any more. Undefined when that is not possible (any more), as the second time.
 */
export function undoImport(db: OwnedDb, id: number, now: Date): Promise<Undone | undefined> {
  return db.transaction(async (tx) => {
    const begun = await tx.contactImport.updateMany({
      where: { id, state: 'done', done_at: { gte: lastDay(now) } },
      data: { state: 'undone' },
    });
    const found = await tx.contactImport.findUniqueOrThrow({
      where: tx.key(id),
      select: { made: true, done_at: true },
    });
    if (begun.count === 0 || !found.done_at) return undefined;
    const { contacts, companies, filled } = madeIn(found.made);
    const people = await deleteUntouched(tx, contacts);
    const emptied = await takeBack(tx, filled, found.done_at, now);
    const gone = await deleteEmpty(tx, companies);
    await tx.contactImport.updateMany({ where: { id }, data: { made: '' } });
    return { ...people, companies: gone, emptied };
  }, longTransaction);
}

// Locked first: whoever is writing something on one of them at this moment is waited for, and then seen.
async function deleteUntouched(tx: OwnedDb, ids: number[]): Promise<Pick<Undone, 'contacts' | 'kept'>> {
  const there = await locked(tx, 'contacts', ids);
  const gone = await tx.read(
    `DELETE FROM contacts c WHERE c.user_id = $1 AND c.id ${listed} AND ${untouched} RETURNING c.id`,
    [JSON.stringify(there)],
  );
  return { contacts: gone.length, kept: there.length - gone.length };
}

async function deleteEmpty(tx: OwnedDb, ids: number[]): Promise<number> {
  const there = await locked(tx, 'companies', ids);
  const gone = await tx.read(
    `DELETE FROM companies k WHERE k.user_id = $1 AND k.id ${listed} AND k.updated_at = k.created_at
       AND NOT EXISTS (SELECT FROM contacts c WHERE c.user_id = $1 AND c.company_id = k.id) RETURNING k.id`,
    [JSON.stringify(there)],
  );
  return gone.length;
}

async function locked(tx: OwnedDb, table: 'contacts' | 'companies', ids: number[]): Promise<number[]> {
  const rows = await tx.read<{ id: number }>(
    `SELECT id FROM ${table} WHERE user_id = $1 AND id ${listed} ORDER BY id FOR UPDATE`,
    [JSON.stringify(ids)],
  );
  return rows.map(({ id }) => id);
}

const filledRows = (place: string) => `json_populate_recordset(NULL::contacts, ${place}::json) f`;
/** Of a contact `c`: something that was filled in still stands there. A person keeps one name at least. */
const isStill = (name: string) => {
  const other = { first_name: 'last_name', last_name: 'first_name' }[name];
  return `c.${name} = f.${name}${other ? ` AND c.${other} <> ''` : ''}`;
};
const still = ['company_id', ...fillable].map((name) => `(${isStill(name)})`).join(' OR ');

// Unchanged since, they are as they were before, down to when they were last changed.
async function takeBack(tx: OwnedDb, filled: Filled[], doneAt: Date, now: Date): Promise<number> {
  if (filled.length === 0) return 0;
  const columns = fillable.map((name) => `${name} = CASE WHEN ${isStill(name)} THEN '' ELSE c.${name} END`);
  const emptied = await tx.read(
    `UPDATE contacts c SET ${columns.join(', ')},
       company_id = CASE WHEN ${isStill('company_id')} THEN NULL ELSE c.company_id END,
       updated_at = CASE WHEN c.updated_at = $3::timestamptz THEN f.updated_at ELSE $4::timestamptz END
     FROM ${filledRows('$2')} WHERE c.user_id = $1 AND c.id = f.id AND (${still}) RETURNING c.id`,
    [JSON.stringify(filled), doneAt, now],
  );
  return emptied.length;
}

function lastDay(now: Date): Date {
  return new Date(now.getTime() - undoMs);
}
