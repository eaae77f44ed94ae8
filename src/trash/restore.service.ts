import { Prisma } from '../db/generated/client.ts';
import type { OwnedDb, RecordTable } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { type Link, linkKey, links, type Table } from './relations.ts';
import { retentionStart } from './retention.ts';

const currentColumns: Record<Table, Record<string, string>> = {
  companies: Prisma.CompanyScalarFieldEnum,
  contacts: Prisma.ContactScalarFieldEnum,
  interactions: Prisma.InteractionScalarFieldEnum,
  tasks: Prisma.TaskScalarFieldEnum,
  summaries: Prisma.SummaryScalarFieldEnum,
};

interface TrashedRecord {
  kind: RecordTable;
  record_id: number;
  /** The rows by table and the pairs by link; null once restored. */
  records: Record<string, unknown[] | null> | null;
}

/** `contact`: the contact of an interaction. */
export interface Restored {
  kind: RecordTable;
  id: number;
  contact: number | undefined;
}

/**
 * Restores deleted records with their ids, and the links to records that still exist. Restoring again changes nothing.
 *
 * @returns `no_contact` for an interaction whose contact no longer exists.
 * @throws RowNotFoundError when this user has no such record in the trash.
 */
export async function restoreTrash(db: OwnedDb, id: number, now: Date): Promise<Restored | 'no_contact'> {
  return db.transaction(async (tx) => {
    const [trash] = await tx.read<TrashedRecord>(
      `SELECT kind, record_id, records FROM trash
       WHERE user_id = $1 AND id = :id::int AND deleted_at > :since::timestamptz FOR UPDATE`,
      { id, since: retentionStart(now) },
    );
    if (!trash) throw new RowNotFoundError();
    if (trash.records && !(await hasContact(tx, trash))) return 'no_contact';
    if (trash.records) await restoreRows(tx, trash.records);
    await tx.read(
      `UPDATE trash SET records = NULL, restored_at = :now::timestamptz WHERE user_id = $1 AND id = :id::int`,
      { id, now },
    );
    const contact = trash.kind === 'interactions' ? await interactionContact(tx, trash.record_id) : undefined;
    return { kind: trash.kind, id: trash.record_id, contact };
  });
}

// An interaction cannot exist without its contact.
async function hasContact(tx: OwnedDb, { kind, records }: TrashedRecord): Promise<boolean> {
  if (kind !== 'interactions') return true;
  const [interaction] = (records?.['interactions'] ?? []) as { contact_id: number }[];
  const sql = 'SELECT id FROM contacts WHERE user_id = $1 AND id = :id::int FOR KEY SHARE';
  return (await tx.read(sql, { id: interaction?.contact_id })).length === 1;
}

async function interactionContact(tx: OwnedDb, id: number): Promise<number | undefined> {
  return (await tx.interaction.findUnique({ where: tx.key(id), select: { contact_id: true } }))?.contact_id;
}

async function restoreRows(tx: OwnedDb, records: Record<string, unknown[] | null>): Promise<void> {
  for (const table of Object.keys(currentColumns) as Table[]) {
    const rows = (records[table] ?? []) as Record<string, unknown>[];
    if (rows[0]) await tx.read(insertSql(table, Object.keys(rows[0])), { rows: JSON.stringify(rows) });
  }
  for (const link of links) {
    const pairs = records[linkKey(link)] ?? [];
    if (pairs.length > 0) await tx.read(restoreLinkSql(link), { pairs: JSON.stringify(pairs) });
  }
}

// Nullable links are set later; columns that no longer exist are left out.
function insertSql(table: Table, names: string[]): string {
  const later = links.filter((link) => link.table === table).map(({ column }) => column);
  const columns = names.filter((name) => name in currentColumns[table] && name !== 'user_id' && !later.includes(name));
  // The owner is who restores, whatever the stored row says.
  return `INSERT INTO ${table} (user_id, ${columns.join(', ')})
    SELECT $1::int, ${columns.map((name) => `k.${name}`).join(', ')}
    FROM json_populate_recordset(NULL::${table}, :rows::json) k
    WHERE k.user_id = $1`;
}

function restoreLinkSql({ table, column, target, isUnique }: Link): string {
  const isFree = isUnique
    ? `AND NOT EXISTS (SELECT FROM ${table} o WHERE o.user_id = $1 AND o.${column} = pairs.target)`
    : '';
  return `UPDATE ${table} l SET ${column} = pairs.target
    FROM (SELECT (pair->>0)::int AS id, (pair->>1)::int AS target FROM json_array_elements(:pairs::json) pair) pairs
    WHERE l.user_id = $1 AND l.id = pairs.id AND l.${column} IS NULL ${isFree}
      AND EXISTS (SELECT FROM ${target} t WHERE t.user_id = $1 AND t.id = pairs.target)`;
}
