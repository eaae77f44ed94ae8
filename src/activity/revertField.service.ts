import { isMissingLink } from '../db/missingLink.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { linksOf, type RecordKind } from '../history/recordKinds.ts';
import type { Moment } from '../i18n/dates.ts';
import { setStatus } from '../tasks/taskStatus.service.ts';
import type { TaskStatus } from '../tasks/tasks.schema.ts';
import type { RecordRef } from './recordNames.service.ts';
import { isVisibleField } from './visibleChanges.ts';

export interface FieldChange {
  id: number;
  kind: RecordKind;
  record_id: number;
  field: string;
  old: string | null;
  current: string | null;
  is_present: boolean;
  /** The change that gave the field its current value. */
  latest: number;
  is_target_gone: boolean;
  is_valid: boolean;
}

interface RevertTarget {
  record: RecordRef;
  change: number;
  /** `latest` of the FieldChange that was shown. */
  latest: number;
}

/** `changed` means that the field was changed after the page was shown. */
export interface Reverted {
  state: 'done' | 'changed' | 'gone' | 'invalid' | 'present';
}

/** @throws RowNotFoundError when this user's record is deleted or has no such change */
export async function getFieldChange(db: OwnedDb, { kind, id }: RecordRef, change: number): Promise<FieldChange> {
  const [found] = await db.read<FieldChange>(
    `SELECT c.id, c.kind, c.record_id, c.field, c.old #>> '{}' AS old, to_jsonb(r) ->> c.field AS current,
       to_jsonb(r) -> c.field = c.old AS is_present, ${goneSql(kind)} AS is_target_gone,
       (SELECT ${validSql[kind] ?? 'true'} FROM jsonb_populate_record(r, jsonb_build_object(c.field, c.old)) p) AS is_valid,
       (SELECT max(l.id) FROM changes l WHERE l.user_id = $1 AND l.kind = c.kind AND l.record_id = c.record_id
          AND l.field = c.field AND l.operation = 'update') AS latest
     FROM changes c JOIN ${kind} r ON r.user_id = $1 AND r.id = c.record_id
     WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = $2::int AND c.id = $3::bigint
       AND c.operation = 'update'`,
    [id, change],
  );
  if (!found || !isVisibleField(found.field)) throw new RowNotFoundError();
  return found;
}

function goneSql(kind: RecordKind): string {
  const conditions = linksOf[kind].map(
    ({ field, target }) => `c.field = '${field}' AND c.old <> 'null'
      AND NOT EXISTS (SELECT FROM ${target} t WHERE t.user_id = $1 AND to_jsonb(t.id) = c.old)`,
  );
  return conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'false';
}

/** Restores an earlier value, as a change with the cause `restore`. @throws RowNotFoundError */
export async function revertField(db: OwnedDb, target: RevertTarget, at: Moment): Promise<Reverted> {
  const restoring = db.withCause('restore').transaction((tx) => revertIn(tx, target, at));
  return restoring.catch((error: unknown): Reverted => {
    // The linked record was deleted after it had been found.
    if (isMissingLink(error)) return { state: 'gone' };
    throw error;
  });
}

async function revertIn(tx: OwnedDb, { record, change, latest }: RevertTarget, at: Moment): Promise<Reverted> {
  await tx.lockRecord(record.kind, record.id);
  const found = await getFieldChange(tx, record, change);
  if (found.latest !== latest) return { state: 'changed' };
  if (found.is_present) return { state: 'present' };
  if (found.is_target_gone) return { state: 'gone' };
  if (!found.is_valid) return { state: 'invalid' };
  await write(tx, found, at);
  return { state: 'done' };
}

async function write(tx: OwnedDb, { kind, record_id, field, old, id }: FieldChange, at: Moment): Promise<void> {
  if (kind === 'tasks' && field === 'status') await setStatus(tx, record_id, old as TaskStatus, at);
  else await tx.read(writeSql(kind, field), [record_id, id, at.now]);
}

/** SQL: the rules of a record's form that record `p` must meet. */
const validSql: Partial<Record<RecordKind, string>> = {
  contacts: `(p.first_name <> '' OR p.last_name <> '')`,
  tasks: `(p.due_date IS NOT NULL OR p.due_time IS NULL AND p.repeat = 'never')`,
};

function writeSql(kind: RecordKind, field: string): string {
  // A changed date or repetition starts a new series.
  const isSeries = kind === 'tasks' && ['due_date', 'repeat'].includes(field);
  const series = isSeries ? `, repeat_from = CASE WHEN p.repeat <> 'never' THEN p.due_date END` : '';
  return `UPDATE ${kind} r SET ${field} = p.${field}, updated_at = $4::timestamptz ${series}
    FROM changes c, ${kind} o, jsonb_populate_record(o, jsonb_build_object(c.field, c.old)) p
    WHERE r.user_id = $1 AND r.id = $2::int AND o.user_id = $1 AND o.id = $2::int
      AND c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = $2::int AND c.id = $3::bigint
      AND c.field = '${field}'`;
}
