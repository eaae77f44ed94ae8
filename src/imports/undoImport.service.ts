import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { undoMs } from './importLimits.ts';
import { type FilledContact, fillableColumns, type ImportChanges, parseStoredChanges } from './imports.schema.ts';

/** How many records an undo changes. */
export interface UndoCounts {
  /** Deleted. */
  contacts: number;
  /** Deleted. */
  companies: number;
  /** Contacts whose filled-in fields are cleared. */
  cleared: number;
  /** Imported contacts that stay, since they were changed or got entries or tasks. */
  kept: number;
}

const isUntouched = `c.updated_at = c.created_at
  AND NOT EXISTS (SELECT FROM interactions i WHERE i.user_id = $1 AND i.contact_id = c.id)
  AND NOT EXISTS (SELECT FROM tasks t WHERE t.user_id = $1 AND t.contact_id = c.id)`;
const inIds = 'IN (SELECT value::int FROM json_array_elements_text($2::json))';

/** What an undo would do now; undefined when it is not possible (any more). @throws when there is no such import (404) */
export async function previewUndo(db: OwnedDb, id: number, now: Date): Promise<UndoCounts | undefined> {
  const found = await db.contactImport.findUniqueOrThrow({
    where: db.key(id),
    select: { state: true, done_at: true, made: true },
  });
  if (found.state !== 'done' || !found.done_at || found.done_at < oldestUndoable(now)) return undefined;
  const changes = parseStoredChanges(found.made);
  return { ...(await countContacts(db, changes)), ...(await countCompaniesAndCleared(db, changes)) };
}

async function countContacts(db: OwnedDb, { contacts }: ImportChanges): Promise<Pick<UndoCounts, 'contacts' | 'kept'>> {
  const [counts] = await db.read<Pick<UndoCounts, 'contacts' | 'kept'>>(
    `SELECT count(*) FILTER (WHERE untouched)::int AS contacts, count(*) FILTER (WHERE NOT untouched)::int AS kept
     FROM (SELECT ${isUntouched} AS untouched FROM contacts c WHERE c.user_id = $1 AND c.id ${inIds}) imported`,
    [JSON.stringify(contacts)],
  );
  return counts ?? { contacts: 0, kept: 0 };
}

async function countCompaniesAndCleared(db: OwnedDb, { contacts, companies, filled }: ImportChanges) {
  const [counts] = await db.read<Pick<UndoCounts, 'companies' | 'cleared'>>(
    `WITH f AS MATERIALIZED (SELECT * FROM ${filledRows('$4')}),
     leaving AS MATERIALIZED (
       SELECT c.id FROM contacts c WHERE c.user_id = $1 AND c.id ${inIds} AND ${isUntouched}
       UNION SELECT c.id FROM contacts c, f WHERE c.user_id = $1 AND c.id = f.id AND c.company_id = f.company_id),
     created AS MATERIALIZED (SELECT value::int AS id FROM json_array_elements_text($3::json)),
     used AS MATERIALIZED (
       SELECT c.company_id FROM contacts c WHERE c.user_id = $1 AND c.company_id IN (SELECT id FROM created)
         AND c.id NOT IN (SELECT id FROM leaving))
     SELECT (SELECT count(*)::int FROM contacts c, f WHERE c.user_id = $1 AND c.id = f.id AND (${hasFilledValue})) AS cleared,
            (SELECT count(*)::int FROM companies k WHERE k.user_id = $1 AND k.id IN (SELECT id FROM created)
              AND k.updated_at = k.created_at AND k.id NOT IN (SELECT company_id FROM used)) AS companies`,
    [contacts, companies, filled].map((list) => JSON.stringify(list)),
  );
  return counts ?? { companies: 0, cleared: 0 };
}

/**
 * Deletes the contacts that an import added and nobody touched since, clears the fields that still hold what it filled in,
 * and deletes its companies that are left without people. Undefined when it is not possible (any more).
 */
export function undoImport(db: OwnedDb, id: number, now: Date): Promise<UndoCounts | undefined> {
  return db.transaction(async (tx) => {
    const started = await tx.contactImport.updateMany({
      where: { id, state: 'done', done_at: { gte: oldestUndoable(now) } },
      data: { state: 'undone' },
    });
    const found = await tx.contactImport.findUniqueOrThrow({
      where: tx.key(id),
      select: { made: true, done_at: true },
    });
    if (started.count === 0 || !found.done_at) return undefined;
    const changes = parseStoredChanges(found.made);
    const contacts = await deleteUntouchedContacts(tx, changes.contacts);
    const cleared = await clearFilledFields(tx, changes.filled, found.done_at, now);
    const companies = await deleteUnusedCompanies(tx, changes.companies);
    await tx.contactImport.updateMany({ where: { id }, data: { made: '' } });
    return { ...contacts, companies, cleared };
  }, longTransaction);
}

async function deleteUntouchedContacts(tx: OwnedDb, ids: number[]): Promise<Pick<UndoCounts, 'contacts' | 'kept'>> {
  const existing = await lockRows(tx, 'contacts', ids);
  const deleted = await tx.read(
    `DELETE FROM contacts c WHERE c.user_id = $1 AND c.id ${inIds} AND ${isUntouched} RETURNING c.id`,
    [JSON.stringify(existing)],
  );
  return { contacts: deleted.length, kept: existing.length - deleted.length };
}

async function deleteUnusedCompanies(tx: OwnedDb, ids: number[]): Promise<number> {
  const existing = await lockRows(tx, 'companies', ids);
  const deleted = await tx.read(
    `DELETE FROM companies k WHERE k.user_id = $1 AND k.id ${inIds} AND k.updated_at = k.created_at
       AND NOT EXISTS (SELECT FROM contacts c WHERE c.user_id = $1 AND c.company_id = k.id) RETURNING k.id`,
    [JSON.stringify(existing)],
  );
  return deleted.length;
}

/** Waits for whoever is adding something to these rows, so that the next statement sees it. */
async function lockRows(tx: OwnedDb, table: 'contacts' | 'companies', ids: number[]): Promise<number[]> {
  const rows = await tx.read<{ id: number }>(
    `SELECT id FROM ${table} WHERE user_id = $1 AND id ${inIds} ORDER BY id FOR UPDATE`,
    [JSON.stringify(ids)],
  );
  return rows.map(({ id }) => id);
}

function filledRows(parameter: string): string {
  return `json_populate_recordset(NULL::contacts, ${parameter}::json) f`;
}

/** SQL: the column of contact `c` still holds what was filled in, and clearing it leaves the person a name. */
function holdsFilled(column: string): string {
  const otherName = { first_name: 'last_name', last_name: 'first_name' }[column];
  return `c.${column} = f.${column}${otherName ? ` AND c.${otherName} <> ''` : ''}`;
}

const hasFilledValue = ['company_id', ...fillableColumns].map((column) => `(${holdsFilled(column)})`).join(' OR ');

// A contact that nobody changed since the import gets its earlier `updated_at` back, too.
async function clearFilledFields(tx: OwnedDb, filled: FilledContact[], doneAt: Date, now: Date): Promise<number> {
  if (filled.length === 0) return 0;
  const columns = fillableColumns.map((name) => `${name} = CASE WHEN ${holdsFilled(name)} THEN '' ELSE c.${name} END`);
  const cleared = await tx.read(
    `UPDATE contacts c SET ${columns.join(', ')},
       company_id = CASE WHEN ${holdsFilled('company_id')} THEN NULL ELSE c.company_id END,
       updated_at = CASE WHEN c.updated_at = $3::timestamptz THEN f.updated_at ELSE $4::timestamptz END
     FROM ${filledRows('$2')} WHERE c.user_id = $1 AND c.id = f.id AND (${hasFilledValue}) RETURNING c.id`,
    [JSON.stringify(filled), doneAt, now],
  );
  return cleared.length;
}

function oldestUndoable(now: Date): Date {
  return new Date(now.getTime() - undoMs);
}
