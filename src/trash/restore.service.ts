import type { OwnedDb } from '../db/owned.ts';
import type { RecordTable } from '../db/rowLocks.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { type Undone, undoAct } from '../history/undo.service.ts';
import { retentionStart } from './retention.ts';

export interface Restored {
  kind: RecordTable;
  id: number;
  contact: number | undefined;
  runningAct: number | undefined;
}

interface Deletion {
  act_id: number;
  kind: RecordTable;
  record_id: number;
  contact: number | null;
}

/**
 * Restores a record with what went with it; lost links come back with their targets. `id` is that of the deletion;
 * repeating is safe. @throws RowNotFoundError
 */
export async function restoreTrash(db: OwnedDb, id: number, now: Date): Promise<Restored | 'no_contact'> {
  const { act_id, kind, record_id, contact } = await getDeletion(db, id, now);
  const undone = await undoAct(db, act_id, { at: now, cause: 'restore', root: { kind, id: record_id } });
  if (staysDeleted(undone, kind, record_id)) return 'no_contact';
  const runningAct = undone.state === 'running' ? undone.act : undefined;
  return { kind, id: record_id, contact: contact ?? undefined, runningAct };
}

async function getDeletion(db: OwnedDb, id: number, now: Date): Promise<Deletion> {
  const [deletion] = await db.read<Deletion>(
    `SELECT c.act_id, c.kind, c.record_id,
       CASE WHEN c.kind = 'interactions' THEN (c.old ->> 'contact_id')::int END AS contact
     FROM changes c JOIN acts a ON a.user_id = $1 AND a.id = c.act_id
     WHERE c.user_id = $1 AND c.id = :id::bigint AND c.operation = 'delete' AND NOT c.is_cascade AND NOT c.by_undo
       AND a.at > :since::timestamptz`,
    { id, since: retentionStart(now) },
  );
  if (!deletion) throw new RowNotFoundError();
  return deletion;
}

function staysDeleted(undone: Undone, kind: RecordTable, id: number): boolean {
  return 'kept' in undone && undone.kept.some((one) => one.field === '' && one.kind === kind && one.record_id === id);
}
