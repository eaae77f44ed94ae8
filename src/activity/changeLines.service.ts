import type { Cause } from '../db/acts.ts';
import type { OwnedDb } from '../db/owned.ts';
import { countLimit, type Page, pageSize, paginateBounded } from '../db/paginate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { boundedCount } from '../db/sql/boundedCount.ts';
import type { RecordKind } from '../history/recordKinds.ts';
import type { RecordRef } from './recordNames.service.ts';
import { isVisible, lineColumns } from './visibleChanges.ts';

const maxListedLength = 700;

export interface ChangeLine {
  id: number;
  act_id: number;
  kind: RecordKind;
  record_id: number;
  operation: 'create' | 'update' | 'delete';
  field: string;
  /** Null for an empty value. Long values are truncated. */
  old: string | null;
  new: string | null;
  is_cascade: boolean;
  by_undo: boolean;
  is_undone: boolean;
}

export interface RecordChange extends ChangeLine {
  cause: Cause;
  at: Date;
  actor_id: number | null;
  /** Also true when a deleted record was restored. */
  is_undo: boolean;
  /** Whether the field has the old value now. */
  is_present: boolean;
  is_latest: boolean;
}

/** Lists the changes of an act. A page past the end returns the first one. */
export async function listActLines(db: OwnedDb, act: number, page: number): Promise<Page<ChangeLine>> {
  const from = `FROM changes c WHERE c.user_id = $1 AND c.act_id = $2::bigint AND ${isVisible}`;
  return readPage(db, { from, id: act, page, rows: `SELECT ${lineColumns(maxListedLength)} ${from} ORDER BY c.id` });
}

/**
 * Lists the changes of a record, the newest first. A page past the end returns the first one. @throws RowNotFoundError
 * for a deleted or missing record
 */
export async function listRecordChanges(
  db: OwnedDb,
  { kind, id }: RecordRef,
  page: number,
): Promise<Page<RecordChange>> {
  const found = await db.read(`SELECT 1 FROM ${kind} WHERE user_id = $1 AND id = $2::int`, [id]);
  if (found.length === 0) throw new RowNotFoundError();
  const from = `FROM changes c WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = $2::int AND ${isVisible}`;
  return readPage(db, { from, id, page, rows: recordChangesSql(kind) });
}

const recordChangesSql = (kind: RecordKind) => `
  SELECT ${lineColumns(maxListedLength)}, a.cause, a.at, a.actor_id, a.undoes IS NOT NULL AS is_undo,
    coalesce(to_jsonb(r) -> c.field = c.old, false) AS is_present,
    NOT EXISTS (SELECT FROM changes l WHERE l.user_id = $1 AND l.kind = c.kind AND l.record_id = c.record_id
      AND l.field = c.field AND l.operation = 'update' AND l.id > c.id) AS is_latest
  FROM changes c JOIN acts a ON a.user_id = $1 AND a.id = c.act_id JOIN ${kind} r ON r.user_id = $1 AND r.id = c.record_id
  WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = $2::int AND ${isVisible} ORDER BY c.id DESC`;

interface LinesQuery {
  from: string;
  rows: string;
  id: number;
  page: number;
}

async function readPage<Row>(db: OwnedDb, query: LinesQuery): Promise<Page<Row>> {
  const { from, rows, id, page } = query;
  const counted = countLimit(page);
  const [found] = await db.read<{ count: number }>(`SELECT ${boundedCount('$3::int', from)} AS count`, [id, counted]);
  const [skip, count] = [(page - 1) * pageSize, found?.count ?? 0];
  if (page > 1 && count <= skip) return readPage(db, { ...query, page: 1 });
  const listed = await db.read<Row>(`${rows} LIMIT ${pageSize} OFFSET $3::int`, [id, skip]);
  return { rows: listed, pagination: paginateBounded(count, counted, skip) };
}
