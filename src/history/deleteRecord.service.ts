import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import type { RecordKind } from './recordKinds.ts';
import type { Root } from './subtree.ts';

/** With more rows than this that go with it, a record is deleted in steps. */
const maxAtOnce = 1_000;
const stepSize = 500;

export interface Deleted {
  act: number;
  /** Undefined while a large record is being deleted in steps (runAct()). */
  change: number | undefined;
}

/** With all that belongs to the record; undoAct() brings it back. @throws RowNotFoundError */
export async function deleteRecord(db: OwnedDb, root: Root): Promise<Deleted> {
  return db.transaction(async (tx) => {
    // Locking comes first, so that the next statement sees what is being added right now.
    const found = await tx.read(`SELECT id FROM ${root.kind} WHERE user_id = $1 AND id = $2::int FOR UPDATE`, [
      root.id,
    ]);
    if (found.length === 0) throw new RowNotFoundError();
    const running = await findRunning(tx, root);
    if (running !== undefined) return { act: running, change: undefined };
    const isRunning = (await countBelongings(tx, root)) > maxAtOnce;
    const act = await tx.act(isRunning ? { progress: { deletes: root } } : {});
    if (isRunning) return { act, change: undefined };
    await deleteRow(tx, root);
    return { act, change: await findDeletion(tx, act, root) };
  }, longTransaction);
}

/** A second press joins the deletion: two acts would share the rows, and neither could be undone as a whole. */
async function findRunning(tx: OwnedDb, { kind, id }: Root): Promise<number | undefined> {
  const [act] = await tx.read<{ id: number }>(
    `SELECT id FROM acts WHERE user_id = $1 AND progress IS NOT NULL
       AND progress -> 'deletes' = jsonb_build_object('kind', '${kind}', 'id', $2::int)`,
    [id],
  );
  return act?.id;
}

/** What is deleted or unlinked before the record itself when that is large. */
const belongings: Record<RecordKind, readonly { kind: RecordKind; step: string }[]> = {
  tags: [],
  companies: [{ kind: 'contacts', step: 'UPDATE contacts SET company_id = NULL WHERE' }],
  contacts: [
    { kind: 'tasks', step: 'DELETE FROM tasks WHERE' },
    { kind: 'interactions', step: 'DELETE FROM interactions WHERE' },
  ],
  interactions: [],
  tasks: [],
};

const columnOf = (kind: RecordKind) => (kind === 'companies' ? 'company_id' : 'contact_id');

async function countBelongings(tx: OwnedDb, { kind, id }: Root): Promise<number> {
  const counts = belongings[kind].map(
    (one) => `(SELECT count(*) FROM ${one.kind} WHERE user_id = $1 AND ${columnOf(kind)} = $2::int)`,
  );
  if (counts.length === 0) return 0;
  const [row] = await tx.read<{ count: number }>(`SELECT (${counts.join(' + ')})::int AS count`, [id]);
  return row?.count ?? 0;
}

/** False once the record itself is gone. */
export async function deleteStep(tx: OwnedDb, act: number, root: Root): Promise<boolean> {
  for (const { kind, step } of belongings[root.kind]) {
    const rows = await tx.read<{ id: number }>(
      `${step} user_id = $1 AND id IN (
         SELECT x.id FROM ${kind} x WHERE x.user_id = $1 AND x.${columnOf(root.kind)} = $2::int ORDER BY x.id LIMIT ${stepSize})
       RETURNING id`,
      [root.id],
    );
    if (rows.length > 0) {
      await markCascade(tx, act, kind, rows);
      return true;
    }
  }
  await deleteRow(tx, root);
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
