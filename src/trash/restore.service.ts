import { Prisma } from '../db/generated/client.ts';
import type { OwnedDb, RecordTable } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { type Link, links, nameOf, type Table } from './relations.ts';
import { keptSince } from './retention.ts';

const columnsNow: Record<Table, Record<string, string>> = {
  companies: Prisma.CompanyScalarFieldEnum,
  contacts: Prisma.ContactScalarFieldEnum,
  interactions: Prisma.InteractionScalarFieldEnum,
  tasks: Prisma.TaskScalarFieldEnum,
  summaries: Prisma.SummaryScalarFieldEnum,
};

interface Kept {
  kind: RecordTable;
  record_id: number;
  /** By table the rows, by link the pairs; null once restored. */
  records: Record<string, unknown[] | null> | null;
}

/** What was restored; `contact`: of an entry the contact it is on. */
export interface Restored {
  kind: RecordTable;
  id: number;
  contact: number | undefined;
}

/**
 * Puts back what was deleted, with the same ids; what it was linked to and is gone now is left out. Undone twice, it is
 * there once.
 *
 * @returns `no_contact` for an entry whose contact is not there.
 * @throws RowNotFoundError when nothing of this user is kept under this number (any more).
 */
export async function restoreTrash(db: OwnedDb, id: number, now: Date): Promise<Restored | 'no_contact'> {
  return db.transaction(async (tx) => {
    const [kept] = await tx.read<Kept>(
      `SELECT kind, record_id, records FROM trash
       WHERE user_id = $1 AND id = :id::int AND deleted_at > :since::timestamptz FOR UPDATE`,
      { id, since: keptSince(now) },
    );
    if (!kept) throw new RowNotFoundError();
    if (kept.records && !(await isWelcome(tx, kept))) return 'no_contact';
    if (kept.records) await putBack(tx, kept.records);
    await tx.read(
      `UPDATE trash SET records = NULL, restored_at = :now::timestamptz WHERE user_id = $1 AND id = :id::int`,
      { id, now },
    );
    const contact = kept.kind === 'interactions' ? await contactOf(tx, kept.record_id) : undefined;
    return { kind: kept.kind, id: kept.record_id, contact };
  });
}

/** An entry cannot be without its contact. */
async function isWelcome(tx: OwnedDb, { kind, records }: Kept): Promise<boolean> {
  if (kind !== 'interactions') return true;
  const [entry] = (records?.['interactions'] ?? []) as { contact_id: number }[];
  const sql = 'SELECT id FROM contacts WHERE user_id = $1 AND id = :id::int FOR KEY SHARE';
  return (await tx.read(sql, { id: entry?.contact_id })).length === 1;
}

async function contactOf(tx: OwnedDb, id: number): Promise<number | undefined> {
  return (await tx.interaction.findUnique({ where: tx.key(id), select: { contact_id: true } }))?.contact_id;
}

async function putBack(tx: OwnedDb, records: Record<string, unknown[] | null>): Promise<void> {
  for (const table of Object.keys(columnsNow) as Table[]) {
    const rows = (records[table] ?? []) as Record<string, unknown>[];
    if (rows[0]) await tx.read(insertSql(table, Object.keys(rows[0])), { rows: JSON.stringify(rows) });
  }
  for (const link of links) {
    const pairs = records[nameOf(link)] ?? [];
    if (pairs.length > 0) await tx.read(linkAgainSql(link), { pairs: JSON.stringify(pairs) });
  }
}

/** Links that may be empty come later, and a column of a former version that is no more is left out. */
function insertSql(table: Table, names: string[]): string {
  const later = links.filter((link) => link.table === table).map(({ column }) => column);
  const columns = names.filter((name) => name in columnsNow[table] && name !== 'user_id' && !later.includes(name));
  // The owner is whoever restores, never what stands in the row.
  return `INSERT INTO ${table} (user_id, ${columns.join(', ')})
    SELECT $1::int, ${columns.map((name) => `k.${name}`).join(', ')}
    FROM json_populate_recordset(NULL::${table}, :rows::json) k
    WHERE k.user_id = $1`;
}

function linkAgainSql({ table, column, target, isUnique }: Link): string {
  const isFree = isUnique
    ? `AND NOT EXISTS (SELECT FROM ${table} o WHERE o.user_id = $1 AND o.${column} = pairs.target)`
    : '';
  return `UPDATE ${table} l SET ${column} = pairs.target
    FROM (SELECT (pair->>0)::int AS id, (pair->>1)::int AS target FROM json_array_elements(:pairs::json) pair) pairs
    WHERE l.user_id = $1 AND l.id = pairs.id AND l.${column} IS NULL ${isFree}
      AND EXISTS (SELECT FROM ${target} t WHERE t.user_id = $1 AND t.id = pairs.target)`;
}
