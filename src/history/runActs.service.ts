import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { deleteStep } from './deleteRecord.service.ts';
import type { Root } from './subtree.ts';
import type { Kept } from './undoSteps.service.ts';
import { nextStep, type Progress, type UndoPlan } from './undoSteps.service.ts';

type Work = { deletes: Root } | { plan: UndoPlan; progress: Progress };

interface Unfinished {
  progress: Work;
  kept: Kept[] | null;
}

/** Each step is a transaction, so that a crash loses none of them. */
export async function runAct(db: OwnedDb, id: number, isStopping: () => boolean = () => false): Promise<void> {
  while (!isStopping() && (await runStep(db, id)));
}

/** False when nothing is left to do, or another process is at it. */
function runStep(db: OwnedDb, id: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [act] = await tx.read<Unfinished>(
      `SELECT progress, kept FROM acts WHERE user_id = $1 AND id = $2::bigint AND progress IS NOT NULL
       FOR UPDATE SKIP LOCKED`,
      [id],
    );
    if (!act) return false;
    await tx.continueAct(id);
    const kept = act.kept ?? [];
    const left = await workOff(tx, id, act.progress, kept);
    await tx.read('UPDATE acts SET progress = $3::jsonb, kept = $4::jsonb WHERE user_id = $1 AND id = $2::bigint', [
      id,
      left ? JSON.stringify(left) : null,
      JSON.stringify(kept),
    ]);
    return left !== undefined;
  }, longTransaction);
}

async function workOff(tx: OwnedDb, id: number, work: Work, kept: Kept[]): Promise<Work | undefined> {
  if ('deletes' in work) return (await deleteStep(tx, id, work.deletes)) ? work : undefined;
  const progress = await nextStep(tx, work.plan, work.progress, kept);
  return progress && { ...work, progress };
}
