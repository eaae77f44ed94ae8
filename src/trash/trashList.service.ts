import type { OwnedDb } from '../db/owned.ts';
import { type Page, paginate } from '../db/paginate.ts';
import type { RecordTable } from '../db/rowLocks.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import type { Root } from '../history/subtree.ts';
import { retentionStart } from './retention.ts';

export interface TrashRow {
  /** The id of the change that deleted the record. */
  id: number;
  act_id: number;
  kind: RecordTable;
  record_id: number;
  /** A short title; `about` is the name of the record's contact. */
  title: string;
  about: string;
  /** Numbers of records deleted with it; `people` are contacts of a deleted company or tag, who stay. */
  interactions: number;
  tasks: number;
  people: number;
  deleted_at: Date;
}

const inTrash = `c.operation = 'delete' AND NOT c.is_cascade AND NOT c.by_undo AND c.undone_by IS NULL`;
const restorable = `${inTrash} AND a.at > :since::timestamptz`;
const acts = 'changes c JOIN acts a ON a.user_id = $1 AND a.id = c.act_id';

const fullName = (row: string) =>
  `btrim(coalesce(${row} ->> 'first_name', '') || ' ' || coalesce(${row} ->> 'last_name', ''))`;
const contactId = `(c.old ->> 'contact_id')::int`;
const contactName = `coalesce(
  (SELECT btrim(p.first_name || ' ' || p.last_name) FROM contacts p WHERE p.user_id = $1 AND p.id = ${contactId}),
  (SELECT ${fullName('p.old')} FROM changes p
   WHERE p.user_id = $1 AND p.kind = 'contacts' AND p.record_id = ${contactId} AND p.operation = 'delete'
   ORDER BY p.id DESC LIMIT 1), '')`;

const countWithContact = (kind: 'interactions' | 'tasks') => `(SELECT count(*) FROM changes w
  WHERE w.user_id = $1 AND w.act_id = c.act_id AND w.kind = '${kind}' AND w.operation = 'delete' AND c.kind = 'contacts'
    AND w.old -> 'contact_id' = to_jsonb(c.record_id))`;
const countPeople = `(SELECT count(*) FROM changes w
  WHERE w.user_id = $1 AND w.act_id = c.act_id AND w.kind = 'contacts' AND w.operation = 'update'
    AND (w.is_cascade AND w.field = 'company_id' AND c.kind = 'companies' AND w.old = to_jsonb(c.record_id)
      OR w.field = 'tag_ids' AND c.kind = 'tags' AND w.old @> to_jsonb(c.record_id)))`;

const columns = `c.id, c.act_id, c.kind, c.record_id, a.at AS deleted_at,
  CASE c.kind
    WHEN 'companies' THEN c.old ->> 'name'
    WHEN 'tags' THEN c.old ->> 'name'
    WHEN 'contacts' THEN ${fullName('c.old')}
    WHEN 'interactions' THEN left(regexp_replace(c.old ->> 'content', '\\s+', ' ', 'g'), 200)
    ELSE c.old ->> 'title'
  END AS title,
  CASE WHEN c.kind IN ('interactions', 'tasks') THEN ${contactName} ELSE '' END AS about,
  ${countWithContact('interactions')} AS interactions, ${countWithContact('tasks')} AS tasks, ${countPeople} AS people`;

export async function listTrash(db: OwnedDb, page: number, now: Date): Promise<Page<TrashRow>> {
  const { skip, take, ...pagination } = paginate(await countTrash(db, now), page);
  const rows = await db.read<TrashRow>(
    `SELECT ${columns} FROM ${acts} WHERE c.user_id = $1 AND ${restorable}
     ORDER BY a.at DESC, c.id DESC LIMIT :take::int OFFSET :skip::int`,
    { since: retentionStart(now), take, skip },
  );
  return { rows, pagination };
}

/** @throws RowNotFoundError */
export async function getTrash(db: OwnedDb, id: number, now: Date): Promise<TrashRow> {
  const [row] = await db.read<TrashRow>(
    `SELECT ${columns} FROM ${acts} WHERE c.user_id = $1 AND c.id = :id::bigint AND ${restorable}`,
    { id, since: retentionStart(now) },
  );
  if (!row) throw new RowNotFoundError();
  return row;
}

/** Finds by the record's own id, not by the id of the change that deleted it. */
export async function findInTrash(db: OwnedDb, record: Root, now: Date): Promise<TrashRow | undefined> {
  const [row] = await db.read<TrashRow>(
    `SELECT ${columns} FROM ${acts} WHERE c.user_id = $1 AND c.kind = :kind AND c.record_id = :id::int AND ${restorable}
     ORDER BY c.id DESC LIMIT 1`,
    { ...record, since: retentionStart(now) },
  );
  return row;
}

export async function countTrash(db: OwnedDb, now: Date): Promise<number> {
  const [row] = await db.read<{ count: number }>(
    `SELECT count(*) AS count FROM ${acts} WHERE c.user_id = $1 AND ${restorable}`,
    { since: retentionStart(now) },
  );
  return row?.count ?? 0;
}
