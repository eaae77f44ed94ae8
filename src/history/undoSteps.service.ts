import type { OwnedDb } from '../db/owned.ts';
import { deleteLoaded } from './deleteLoaded.ts';
import { recomputeFields } from './recomputeFields.ts';
import { type RecordKind, recordKinds, restorableKinds } from './recordKinds.ts';
import { removeRecords } from './removeRecords.ts';
import { restoreRecords } from './restoreRecords.ts';
import {
  adoptCascade,
  firstChangeId,
  lastChangeId,
  listOpenChanges,
  markUndone,
  type OpenChange,
} from './undoChanges.service.ts';
import type { UndoConflict, UndoPhase, UndoPlan, UndoProgress } from './undoPlan.ts';

const phases: UndoPhase[] = [
  ...restorableKinds.map((kind): UndoPhase => ({ action: 'restore', kind })),
  ...recordKinds.map((kind): UndoPhase => ({ action: 'recompute', kind })),
  ...recordKinds.toReversed().map((kind): UndoPhase => ({ action: 'remove', kind })),
];

/** Returns where the next step begins; undefined after the last one. Adds what is not undone to `kept`. */
export async function runUndoStep(
  tx: OwnedDb,
  plan: UndoPlan,
  { phase, after }: UndoProgress,
  kept: UndoConflict[],
): Promise<UndoProgress | undefined> {
  const current = phases[phase];
  if (!current) return finish(tx, plan, { phase, after });
  const hasKind = plan.kinds?.includes(current.kind) ?? true;
  const changes = hasKind ? await listOpenChanges(tx, plan, current, after) : [];
  const last = changes.at(-1);
  if (!last) return { phase: phase + 1, after: 0 };
  kept.push(...(await carryOut(tx, plan, current, changes)));
  return { phase, after: last.id };
}

async function finish(tx: OwnedDb, plan: UndoPlan, { phase, after }: UndoProgress): Promise<UndoProgress | undefined> {
  const last = plan.isRedo || plan.root ? undefined : await deleteLoaded(tx, plan.act, after);
  return last === undefined ? undefined : { phase, after: last };
}

async function carryOut(
  tx: OwnedDb,
  plan: UndoPlan,
  { action, kind }: UndoPhase,
  changes: OpenChange[],
): Promise<UndoConflict[]> {
  const ids = [...new Set(changes.map(({ record_id }) => record_id))];
  if (action === 'recompute') {
    await recomputeFields(tx, kind as RecordKind, ids);
    return [];
  }
  const left =
    action === 'restore'
      ? await restoreRecords(tx, kind, ids, plan.act)
      : await remove(tx, plan, kind as RecordKind, ids);
  await markUndone(
    tx,
    plan,
    { action, kind },
    ids.filter((id) => !left.includes(id)),
  );
  const reason = action === 'restore' ? 'no_parent' : 'in_use';
  return left.map((record_id) => ({ kind, record_id, field: '', reason }));
}

async function remove(tx: OwnedDb, plan: UndoPlan, kind: RecordKind, ids: number[]): Promise<number[]> {
  const since = await (plan.isRedo ? lastChangeId(tx, plan.undo) : firstChangeId(tx, plan.act));
  const left = await removeRecords(tx, kind, ids, { act: plan.act, since, isDeletion: plan.isRedo });
  if (plan.isRedo) await adoptCascade(tx, plan);
  return left;
}
