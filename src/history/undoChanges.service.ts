import type { OwnedDb } from '../db/owned.ts';
import { inPart, partValues, type UndoPhase, type UndoPlan } from './undoPlan.ts';

/** A few seconds' work on a slow computer. */
const maxStepChanges = 500;
const maxStepLength = 1_000_000;

export interface OpenChange {
  id: number;
  record_id: number;
}

/** Lists changes that a phase still has to undo, at most as many as one step takes. */
export async function listOpenChanges(
  tx: OwnedDb,
  plan: UndoPlan,
  { action, kind }: UndoPhase,
  after: number,
): Promise<OpenChange[]> {
  const isOpen = `AND c.operation = '${operationOf(plan, action)}' AND c.undone_by IS NOT DISTINCT FROM $4::bigint`;
  return tx.read<OpenChange>(
    `SELECT line.id, line.record_id FROM (
       SELECT c.id, c.record_id, sum(length(c.old::text)) OVER (ORDER BY c.id) - length(c.old::text) AS length_before
       FROM changes c
       WHERE c.user_id = $1 AND c.act_id = $2::bigint AND c.kind = '${kind}' AND c.id > $3::bigint
       ${action === 'recompute' ? '' : isOpen} ${inPart(plan, action === 'recompute' ? '$4' : '$5')}
       ORDER BY c.id LIMIT ${maxStepChanges}) line
     WHERE coalesce(line.length_before, 0) < ${maxStepLength} ORDER BY line.id`,
    [plan.act, after, ...(action === 'recompute' ? [] : [plan.isRedo ? plan.undo : null]), ...partValues(plan)],
  );
}

export async function lastChangeId(tx: OwnedDb, act: number): Promise<number> {
  const [last] = await tx.read<{ id: number }>(
    'SELECT coalesce(max(id), 0) AS id FROM changes WHERE user_id = $1 AND act_id = $2::bigint',
    [act],
  );
  return last?.id ?? 0;
}

/** The first change of an act. Records that were loaded with their history have earlier changes. */
export async function firstChangeId(tx: OwnedDb, act: number): Promise<number> {
  const [first] = await tx.read<{ id: number }>(
    'SELECT coalesce(min(id), 0) AS id FROM changes WHERE user_id = $1 AND act_id = $2::bigint',
    [act],
  );
  return first?.id ?? 0;
}

/** Assigns the cascaded changes of a redone deletion to the act that is redone. */
export async function adoptCascade(tx: OwnedDb, { act, by }: UndoPlan): Promise<void> {
  await tx.read(
    `UPDATE changes SET act_id = $2::bigint, by_undo = false WHERE user_id = $1 AND act_id = $3::bigint AND is_cascade`,
    [act, by],
  );
}

/** Marks the changes of these records as undone or redone. */
export async function markUndone(
  tx: OwnedDb,
  plan: UndoPlan,
  { action, kind }: UndoPhase,
  ids: number[],
): Promise<void> {
  await tx.read(
    `UPDATE changes SET undone_by = $3::bigint
     WHERE user_id = $1 AND act_id = $2::bigint AND kind = '${kind}' AND operation = '${operationOf(plan, action)}'
       AND undone_by IS NOT DISTINCT FROM $4::bigint AND record_id = ANY($5::int[])`,
    [plan.act, plan.isRedo ? null : plan.by, plan.isRedo ? plan.undo : null, ids],
  );
}

function operationOf({ isRedo }: UndoPlan, action: UndoPhase['action']): 'create' | 'delete' {
  return (action === 'restore' ? isRedo : !isRedo) ? 'create' : 'delete';
}
