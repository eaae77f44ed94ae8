import type { OwnedDb } from '../db/owned.ts';
import { forgetLoaded } from './forgetLoaded.ts';
import { type RecordKind, type RestorableKind, recordKinds, restorableKinds } from './recordKinds.ts';
import { removeRecords } from './removeRecords.ts';
import { restoreRecords } from './restoreRecords.ts';
import { settleFields } from './settleFields.ts';
import { type Root, subtreeSql } from './subtree.ts';

export interface UndoConflict {
  kind: string;
  record_id: number;
  field: string;
  reason: 'changed' | 'in_use' | 'no_parent';
}

export interface UndoPlan {
  act: number;
  /** 0 when there is none. */
  undo: number;
  isRedo: boolean;
  /** The act that carries this out. */
  by: number;
  root?: Root | undefined;
  /** Which the act changed; absent where all are to be looked for. */
  kinds?: string[];
}

export interface UndoProgress {
  phase: number;
  after: number;
}

/** A few seconds' work on a slow computer. */
const maxStepChanges = 500;
const maxStepLength = 1_000_000;

interface Phase {
  does: 'restore' | 'settle' | 'remove';
  kind: RestorableKind;
}

const phases: Phase[] = [
  ...restorableKinds.map((kind): Phase => ({ does: 'restore', kind })),
  ...recordKinds.map((kind): Phase => ({ does: 'settle', kind })),
  ...recordKinds.toReversed().map((kind): Phase => ({ does: 'remove', kind })),
];

interface Line {
  id: number;
  record_id: number;
}

/** Returns where the next step begins, undefined after the last. Adds to `kept` what stays. */
export async function runUndoStep(
  tx: OwnedDb,
  plan: UndoPlan,
  { phase, after }: UndoProgress,
  kept: UndoConflict[],
): Promise<UndoProgress | undefined> {
  const current = phases[phase];
  if (!current) return finish(tx, plan, { phase, after });
  const hasKind = plan.kinds?.includes(current.kind) ?? true;
  const lines = hasKind ? await linesOf(tx, plan, current, after) : [];
  const last = lines.at(-1);
  if (!last) return { phase: phase + 1, after: 0 };
  kept.push(...(await carryOut(tx, plan, current, lines)));
  return { phase, after: last.id };
}

async function finish(tx: OwnedDb, plan: UndoPlan, { phase, after }: UndoProgress): Promise<UndoProgress | undefined> {
  const last = plan.isRedo || plan.root ? undefined : await forgetLoaded(tx, plan.act, after);
  return last === undefined ? undefined : { phase, after: last };
}

async function carryOut(tx: OwnedDb, plan: UndoPlan, { does, kind }: Phase, lines: Line[]): Promise<UndoConflict[]> {
  const ids = [...new Set(lines.map(({ record_id }) => record_id))];
  if (does === 'settle') {
    await settleFields(tx, kind as RecordKind, ids);
    return [];
  }
  const left =
    does === 'restore'
      ? await restoreRecords(tx, kind, ids, plan.act)
      : await remove(tx, plan, kind as RecordKind, ids);
  await mark(
    tx,
    plan,
    { does, kind },
    ids.filter((id) => !left.includes(id)),
  );
  const reason = does === 'restore' ? 'no_parent' : 'in_use';
  return left.map((record_id) => ({ kind, record_id, field: '', reason }));
}

const operationOf = ({ isRedo }: UndoPlan, does: Phase['does']) =>
  (does === 'restore' ? isRedo : !isRedo) ? 'create' : 'delete';

function linesOf(tx: OwnedDb, plan: UndoPlan, { does, kind }: Phase, after: number): Promise<Line[]> {
  const isOpen = `AND c.operation = '${operationOf(plan, does)}' AND c.undone_by IS NOT DISTINCT FROM $4::bigint`;
  return tx.read<Line>(
    `SELECT line.id, line.record_id FROM (
       SELECT c.id, c.record_id, sum(length(c.old::text)) OVER (ORDER BY c.id) - length(c.old::text) AS length_before
       FROM changes c
       WHERE c.user_id = $1 AND c.act_id = $2::bigint AND c.kind = '${kind}' AND c.id > $3::bigint
       ${does === 'settle' ? '' : isOpen} ${inPart(plan, does === 'settle' ? '$4' : '$5')}
       ORDER BY c.id LIMIT ${maxStepChanges}) line
     WHERE coalesce(line.length_before, 0) < ${maxStepLength} ORDER BY line.id`,
    [plan.act, after, ...(does === 'settle' ? [] : [plan.isRedo ? plan.undo : null]), ...partValues(plan)],
  );
}

async function remove(tx: OwnedDb, plan: UndoPlan, kind: RecordKind, ids: number[]): Promise<number[]> {
  const since = await (plan.isRedo ? lastChange(tx, plan.undo) : firstChange(tx, plan.act));
  const left = await removeRecords(tx, kind, ids, { act: plan.act, since, isDeletion: plan.isRedo });
  if (plan.isRedo) await adoptCascade(tx, plan);
  return left;
}

async function lastChange(tx: OwnedDb, act: number): Promise<number> {
  const [last] = await tx.read<{ id: number }>(
    'SELECT coalesce(max(id), 0) AS id FROM changes WHERE user_id = $1 AND act_id = $2::bigint',
    [act],
  );
  return last?.id ?? 0;
}

/** A record that came with its history was changed before the act that brought it. */
async function firstChange(tx: OwnedDb, act: number): Promise<number> {
  const [first] = await tx.read<{ id: number }>(
    'SELECT coalesce(min(id), 0) AS id FROM changes WHERE user_id = $1 AND act_id = $2::bigint',
    [act],
  );
  return first?.id ?? 0;
}

async function adoptCascade(tx: OwnedDb, { act, by }: UndoPlan): Promise<void> {
  await tx.read(
    `UPDATE changes SET act_id = $2::bigint, by_undo = false WHERE user_id = $1 AND act_id = $3::bigint AND is_cascade`,
    [act, by],
  );
}

async function mark(tx: OwnedDb, plan: UndoPlan, { does, kind }: Phase, ids: number[]): Promise<void> {
  await tx.read(
    `UPDATE changes SET undone_by = $3::bigint
     WHERE user_id = $1 AND act_id = $2::bigint AND kind = '${kind}' AND operation = '${operationOf(plan, does)}'
       AND undone_by IS NOT DISTINCT FROM $4::bigint AND record_id = ANY($5::int[])`,
    [plan.act, plan.isRedo ? null : plan.by, plan.isRedo ? plan.undo : null, ids],
  );
}

export function inPart({ root }: UndoPlan, place: string): string {
  return root ? `AND (${subtreeSql(root.kind, place)})` : '';
}

export function partValues({ root }: UndoPlan): number[] {
  return root ? [root.id] : [];
}
