import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { cascades } from './cascades.ts';
import type { RecordKind } from './recordKinds.ts';
import type { Root } from './subtree.ts';

/** A record with more dependent rows than this is deleted in steps. */
const maxAtOnce = 1_000;
const stepSize = 500;

export interface Deleted {
  act: number;
  /** Undefined while a large record is being deleted in steps (runAct()). */
  change: number | undefined;
}

/** Deletes a record with everything that belongs to it; undoAct() restores it. @throws RowNotFoundError */
export async function deleteRecord(db: OwnedDb, root: Root): Promise<Deleted> {
  return deleteWith(db, { deletes: root });
}

/** Replaces a tag by another one on all records, and deletes it. @throws RowNotFoundError for either tag */
export async function joinTags(db: OwnedDb, from: number, into: number): Promise<Deleted> {
  return deleteWith(db, { deletes: { kind: 'tags', id: from }, replacement: into });
}

/** The record that an act deletes in steps. `replacement` is the tag that replaces a deleted one. */
export interface Deletion {
  deletes: Root;
  replacement?: number;
}

function deleteWith(db: OwnedDb, deletion: Deletion): Promise<Deleted> {
  const { deletes: root } = deletion;
  return db.transaction(async (tx) => {
    // The lock comes first, so that the next statement sees rows that are being added at the same time.
    await lockRows(tx, deletion);
    const running = await findRunning(tx, root);
    if (running !== undefined) return { act: running, change: undefined };
    const isRunning = (await countCascade(tx, root)) > maxAtOnce;
    const act = await tx.act(isRunning ? { progress: deletion } : {});
    if (isRunning) return { act, change: undefined };
    await deleteAtOnce(tx, act, deletion);
    return { act, change: await findDeletion(tx, act, root) };
  }, longTransaction);
}

async function lockRows(tx: OwnedDb, { deletes, replacement = deletes.id }: Deletion): Promise<void> {
  const ids = [...new Set([deletes.id, replacement])];
  const found = await tx.read(
    `SELECT id FROM ${deletes.kind} WHERE user_id = $1 AND id = ANY($2::int[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  if (found.length < ids.length) throw new RowNotFoundError();
}

async function deleteAtOnce(tx: OwnedDb, act: number, deletion: Deletion): Promise<void> {
  if (deletion.replacement !== undefined) while (await detachStep(tx, act, deletion));
  await deleteRow(tx, deletion.deletes);
}

/** A second press joins the running deletion: two acts would share the rows, and neither could be undone as a whole. */
async function findRunning(tx: OwnedDb, { kind, id }: Root): Promise<number | undefined> {
  const [act] = await tx.read<{ id: number }>(
    `SELECT id FROM acts WHERE user_id = $1 AND progress IS NOT NULL
       AND progress -> 'deletes' = jsonb_build_object('kind', '${kind}', 'id', $2::int)`,
    [id],
  );
  return act?.id;
}

async function countCascade(tx: OwnedDb, { kind, id }: Root): Promise<number> {
  const counts = cascades[kind].map(
    (one) => `(SELECT count(*) FROM ${one.kind} x WHERE x.user_id = $1 AND ${one.belongs})`,
  );
  if (counts.length === 0) return 0;
  const [row] = await tx.read<{ count: number }>(`SELECT (${counts.join(' + ')})::int AS count`, [id]);
  return row?.count ?? 0;
}

/** Deletes the next part. Returns false once the record itself is deleted. */
export async function deleteStep(tx: OwnedDb, act: number, deletion: Deletion): Promise<boolean> {
  if (await detachStep(tx, act, deletion)) return true;
  await deleteRow(tx, deletion.deletes);
  return false;
}

/** Deletes or unlinks some rows. Returns false once nothing belongs to the record any more. */
async function detachStep(tx: OwnedDb, act: number, { deletes, replacement }: Deletion): Promise<boolean> {
  const isTag = deletes.kind === 'tags';
  for (const { kind, belongs, step } of cascades[deletes.kind]) {
    const rows = await tx.read<{ id: number }>(
      `${step} user_id = $1 AND id IN (
         SELECT x.id FROM ${kind} x WHERE x.user_id = $1 AND ${belongs} ORDER BY x.id LIMIT ${stepSize})
       RETURNING id`,
      [deletes.id, ...(isTag ? [replacement ?? null] : [])],
    );
    if (rows.length > 0 && replacement === undefined) await markCascade(tx, act, kind, rows);
    if (rows.length > 0) return true;
  }
  return false;
}

async function markCascade(tx: OwnedDb, act: number, kind: RecordKind, rows: { id: number }[]): Promise<void> {
  await tx.read(
    `UPDATE changes SET is_cascade = true
     WHERE user_id = $1 AND act_id = $2::bigint AND kind = '${kind}' AND record_id = ANY($3::int[])`,
    [act, rows.map(({ id }) => id)],
  );
}

async function deleteRow(tx: OwnedDb, { kind, id }: Root): Promise<void> {
  await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id = $2::int`, [id]);
}

async function findDeletion(tx: OwnedDb, act: number, { kind, id }: Root): Promise<number | undefined> {
  const [deletion] = await tx.read<{ id: number }>(
    `SELECT c.id FROM changes c WHERE c.user_id = $1 AND c.act_id = $2::bigint AND c.kind = '${kind}'
       AND c.record_id = $3::int AND c.operation = 'delete'`,
    [act, id],
  );
  return deletion?.id;
}
