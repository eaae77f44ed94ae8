import type { Cause } from '../db/acts.ts';
import { addJob } from '../db/jobQueue.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { measureAct } from './actSize.service.ts';
import type { Root } from './subtree.ts';
import { inPart, partValues, type UndoConflict, type UndoPlan, type UndoProgress } from './undoPlan.ts';
import { runUndoStep } from './undoSteps.service.ts';
import { undoableSince } from './undoWindow.ts';

/** `running` means that the undo continues in steps (runAct()), `nothing` that the act had been undone before. */
export type Undone =
  | { state: 'done' | 'running'; act: number; isRedo: boolean; kept: UndoConflict[] }
  | { state: 'nothing' | 'too_late' | 'unfinished' };

interface UndoOptions {
  at: Date;
  cause?: Extract<Cause, 'undo' | 'restore'>;
  root?: Root;
}

interface Act {
  id: number;
  at: Date;
  undoes: number | null;
  is_finished: boolean;
}

/**
 * Undoes an act, except for what was changed since. The undo of a large act continues in steps after this returns.
 * @throws RowNotFoundError
 */
export async function undoAct(db: OwnedDb, id: number, options: UndoOptions): Promise<Undone> {
  const { at, cause = 'undo', root } = options;
  return db.withCause(cause).transaction(async (tx) => {
    const act = await lockAct(tx, id);
    const plan = await planOf(tx, act);
    const refused = await refusalOf(tx, act, plan, at);
    if (refused) return { state: refused };
    const running = await findRunning(tx, plan.act);
    if (running) return join(running, plan);
    const undo = await tx.act({ undoes: plan.isRedo ? plan.undo : plan.act });
    return begin(tx, { ...plan, by: undo, root });
  }, longTransaction);
}

async function lockAct(tx: OwnedDb, id: number): Promise<Act> {
  const [act] = await tx.read<Act>(
    `SELECT id, at, undoes, progress IS NULL AS is_finished FROM acts WHERE user_id = $1 AND id = $2::bigint FOR UPDATE`,
    [id],
  );
  if (!act) throw new RowNotFoundError();
  return act;
}

/** Undoing an undo redoes the act; undoing that undoes the act again. */
async function planOf(tx: OwnedDb, act: Act): Promise<Omit<UndoPlan, 'by'>> {
  if (act.undoes === null) return { act: act.id, undo: 0, isRedo: false };
  const undone = await lockAct(tx, act.undoes);
  if (undone.undoes === null) return { act: undone.id, undo: act.id, isRedo: true };
  return { act: undone.undoes, undo: 0, isRedo: false };
}

async function refusalOf(tx: OwnedDb, act: Act, plan: Omit<UndoPlan, 'by'>, at: Date) {
  if (act.at <= undoableSince(at)) return 'too_late';
  if (!act.is_finished) return 'unfinished';
  const [left] = await tx.read(
    `SELECT 1 FROM changes WHERE user_id = $1 AND act_id = $2::bigint AND undone_by IS NOT DISTINCT FROM $3::bigint LIMIT 1`,
    [plan.act, plan.isRedo ? plan.undo : null],
  );
  return left ? undefined : 'nothing';
}

interface Running {
  id: number;
  is_redo: boolean;
}

async function findRunning(tx: OwnedDb, act: number): Promise<Running | undefined> {
  const [running] = await tx.read<Running>(
    `SELECT id, (progress -> 'plan' ->> 'isRedo')::boolean AS is_redo FROM acts
     WHERE user_id = $1 AND progress IS NOT NULL AND (progress -> 'plan' ->> 'act')::bigint = $2::bigint`,
    [act],
  );
  return running;
}

/** A second press joins the running undo, since two undos that restore the same rows would conflict. */
function join({ id, is_redo }: Running, { isRedo }: Omit<UndoPlan, 'by'>): Undone {
  return is_redo === isRedo ? { state: 'running', act: Number(id), isRedo, kept: [] } : { state: 'unfinished' };
}

async function begin(tx: OwnedDb, asked: UndoPlan): Promise<Undone> {
  const { isLarge, kinds } = await measureAct(tx, asked.act);
  const plan = { ...asked, kinds };
  const kept = await changedSince(tx, plan);
  await markFields(tx, plan);
  let progress: UndoProgress | undefined = { phase: 0, after: 0 };
  if (isLarge) {
    await tx.read('UPDATE acts SET progress = $3::jsonb, kept = $4::jsonb WHERE user_id = $1 AND id = $2::bigint', [
      plan.by,
      JSON.stringify({ plan, progress }),
      JSON.stringify(kept),
    ]);
    await addJob(tx, { name: 'continueAct', id: plan.by });
    return { state: 'running', act: plan.by, isRedo: plan.isRedo, kept };
  }
  while (progress) progress = await runUndoStep(tx, plan, progress, kept);
  await tx.read('UPDATE acts SET kept = $3::jsonb WHERE user_id = $1 AND id = $2::bigint', [
    plan.by,
    JSON.stringify(kept),
  ]);
  return { state: 'done', act: plan.by, isRedo: plan.isRedo, kept };
}

function changedSince(tx: OwnedDb, plan: UndoPlan): Promise<UndoConflict[]> {
  return tx.read<UndoConflict>(
    `SELECT DISTINCT c.kind, c.record_id, c.field, 'changed' AS reason FROM changes c
     WHERE c.user_id = $1 AND c.act_id = $2::bigint AND c.operation = 'update'
       AND c.undone_by IS NOT DISTINCT FROM $3::bigint ${inPart(plan, '$4')}
       AND coalesce(jsonb_typeof(c.new), '') <> 'array'
       AND EXISTS (SELECT FROM changes later
         WHERE later.user_id = $1 AND later.kind = c.kind AND later.record_id = c.record_id AND later.field = c.field
           AND later.id > c.id AND later.act_id <> c.act_id AND later.operation = 'update'
           AND later.undone_by IS NULL AND NOT later.by_undo)
     ORDER BY 1, 2, 3`,
    [plan.act, plan.isRedo ? plan.undo : null, ...partValues(plan)],
  );
}

async function markFields(tx: OwnedDb, plan: UndoPlan): Promise<void> {
  await tx.read(
    `UPDATE changes c SET undone_by = $3::bigint
     WHERE c.user_id = $1 AND c.act_id = $2::bigint AND c.operation = 'update'
       AND c.undone_by IS NOT DISTINCT FROM $4::bigint ${inPart(plan, '$5')}`,
    [plan.act, plan.isRedo ? null : plan.by, plan.isRedo ? plan.undo : null, ...partValues(plan)],
  );
}
