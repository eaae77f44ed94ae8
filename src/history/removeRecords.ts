import type { OwnedDb } from '../db/owned.ts';
import { dependents, type RecordKind } from './recordKinds.ts';

interface RemoveOptions {
  /** Changes by this act do not keep a record from being removed. */
  act: number;
  /** Changes after this one keep a record from being removed. */
  since: number;
  /**
   * A redone deletion also deletes the rows that depend on the record, unless they were changed or moved away since.
   */
  isDeletion: boolean;
}

/** Removes records that were not changed since and on which nothing depends. Returns the ids of those that stay. */
export async function removeRecords(
  tx: OwnedDb,
  kind: RecordKind,
  ids: number[],
  { act, since, isDeletion }: RemoveOptions,
): Promise<number[]> {
  const there = await tx.read<{ id: number }>(
    `SELECT id FROM ${kind} WHERE user_id = $1 AND id = ANY($2::int[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  // A record that was loaded with its history has two changes that create it.
  const changed = changedSince(kind, 'r', "AND c.operation <> 'create'");
  const left = isDeletion && (kind === 'interactions' || kind === 'tasks') ? [leftItsContact(kind)] : [];
  const conditions = [changed, ...left, ...dependents[kind].map((one) => hasDependents(one, isDeletion))];
  const removed = await tx.read<{ id: number }>(
    `DELETE FROM ${kind} r WHERE r.user_id = $1 AND r.id = ANY($2::int[])
       AND NOT (${conditions.join(' OR ')})
     RETURNING r.id`,
    [ids, since, act],
  );
  const gone = new Set(removed.map(({ id }) => id));
  return there.map(({ id }) => id).filter((id) => !gone.has(id));
}

function hasDependents({ kind, where }: { kind: RecordKind; where: string }, isDeletion: boolean): string {
  const condition = isDeletion ? `AND ${changedSince(kind, 'x')}` : '';
  return `EXISTS (SELECT FROM ${kind} x WHERE x.user_id = $1 AND ${where} ${condition})`;
}

/** SQL: whether a row that was deleted with a contact no longer belongs to it, since its move there was undone. */
function leftItsContact(kind: 'interactions' | 'tasks'): string {
  return `EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = $4::bigint AND c.kind = '${kind}'
    AND c.record_id = r.id AND c.operation = 'delete' AND c.is_cascade AND c.old -> 'contact_id' IS DISTINCT FROM to_jsonb(r.contact_id))`;
}

function changedSince(kind: RecordKind, row: 'r' | 'x', which = ''): string {
  return `EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.record_id = ${row}.id
    AND c.id > $3::bigint AND c.act_id <> $4::bigint AND c.undone_by IS NULL AND NOT c.by_undo AND NOT c.is_cascade ${which})`;
}
