import { isVisibleField } from '../activity/visibleChanges.ts';
import type { OwnedDb } from '../db/owned.ts';
import { undoableSince } from '../history/undoWindow.ts';
import { isStillMerged } from './merge.service.ts';
import type { MergeKind, MergeRecord } from './mergedRecord.ts';

/** A merge that can be taken apart again. */
export interface OpenMerge {
  act_id: number;
  at: Date;
  /** The names of the records that were merged into it. */
  names: string[];
}

/** The merges into a record of the last 30 days, the latest first. */
export function listOpenMerges(db: OwnedDb, kind: MergeKind, kept: number, now: Date): Promise<OpenMerge[]> {
  return db.read<OpenMerge>(
    `SELECT m.act_id, max(m.at) AS at, array_agg(${formerName} ORDER BY m.id) AS names FROM merges m
     WHERE m.user_id = $1 AND m.kind = '${kind}' AND m.kept_id = :kept AND m.at > :since::timestamptz
       AND ${isStillMerged(kind)}
       AND EXISTS (SELECT FROM ${kind} r WHERE r.user_id = $1 AND r.id = :kept)
     GROUP BY m.act_id ORDER BY m.act_id DESC`,
    { kept, since: undoableSince(now) },
  );
}

const formerName = `(
  SELECT coalesce(max(coalesce(d.old ->> 'name', btrim((d.old ->> 'first_name') || ' ' || (d.old ->> 'last_name')))), '')
  FROM changes d
  WHERE d.user_id = $1 AND d.kind = m.kind AND d.record_id = m.gone_id AND d.operation = 'delete')`;

/** The records that a merge made a part of another, as they were then. */
export function listFormerRecords(db: OwnedDb, kind: MergeKind, act: number): Promise<MergeRecord[]> {
  return db.read<MergeRecord>(
    `SELECT d.record_id AS id, d.old AS columns FROM merges m
     JOIN changes d ON d.user_id = $1 AND d.kind = m.kind AND d.record_id = m.gone_id AND d.act_id = m.act_id
       AND d.operation = 'delete'
     WHERE m.user_id = $1 AND m.kind = '${kind}' AND m.act_id = :act::bigint
     ORDER BY m.id`,
    { act },
  );
}

/** A field that the merge changed and somebody edited since. */
export interface EditedField {
  /** The id of the change by the merge. */
  change: number;
  field: string;
  before: string | null;
  present: string | null;
  /** The change after which the field has its present value. */
  latest: number;
}

export async function listEditedFields(
  db: OwnedDb,
  kind: MergeKind,
  kept: number,
  act: number,
): Promise<EditedField[]> {
  const edited = await db.read<EditedField>(
    `SELECT c.id AS change, c.field, c.old #>> '{}' AS before, to_jsonb(r) ->> c.field AS present,
       (SELECT max(l.id) FROM changes l WHERE l.user_id = $1 AND l.kind = c.kind AND l.record_id = c.record_id
          AND l.field = c.field AND l.operation = 'update') AS latest
     FROM changes c JOIN ${kind} r ON r.user_id = $1 AND r.id = c.record_id
     WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = :kept AND c.act_id = :act::bigint
       AND c.operation = 'update' AND c.undone_by IS NULL AND coalesce(jsonb_typeof(c.new), '') <> 'array'
       AND to_jsonb(r) -> c.field <> c.old
       AND EXISTS (SELECT FROM changes later WHERE later.user_id = $1 AND later.kind = c.kind
         AND later.record_id = c.record_id AND later.field = c.field AND later.id > c.id AND later.undone_by IS NULL)
     ORDER BY c.id`,
    { kept, act },
  );
  return edited.filter(({ field }) => isVisibleField(field));
}
