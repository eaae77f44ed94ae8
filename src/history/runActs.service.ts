import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Deletion, deleteStep } from './deleteRecord.service.ts';
import type { UndoConflict, UndoPlan, UndoProgress } from './undoPlan.ts';
import { runUndoStep } from './undoSteps.service.ts';

/** What is left to do of an act, as its `progress` holds it. */
export type Work = Record<string, unknown>;

/** The next part of an act, in a transaction; returns what is left, undefined after the last part. */
type ActStep = (tx: OwnedDb, act: number, work: Work) => Promise<Work | undefined>;

/** By a key that only the work of this kind has. */
export type ActSteps = Record<string, ActStep>;

interface Unfinished {
  progress: Work;
}

/** Each step is a transaction, so that a crash loses none of them. `steps` are those of higher floors. */
export async function runAct(
  db: OwnedDb,
  id: number,
  isStopping: () => boolean = () => false,
  steps: ActSteps = {},
): Promise<void> {
  while (!isStopping() && (await runStep(db, id, { ...steps, ...ownSteps })));
}

/** Whether something of it is left to do. */
export async function isRunning(db: OwnedDb, id: number): Promise<boolean> {
  const left = await db.read('SELECT id FROM acts WHERE user_id = $1 AND id = $2::bigint AND progress IS NOT NULL', [
    id,
  ]);
  return left.length > 0;
}

/** Whether it took so many steps up to now. */
export async function hadSteps(db: OwnedDb, id: number, steps: number): Promise<boolean> {
  const acts = await db.read('SELECT id FROM acts WHERE user_id = $1 AND id = $2::bigint AND steps >= $3::int', [
    ...[id, steps],
  ]);
  return acts.length > 0;
}

/** False when nothing is left to do, or another process is at it. */
function runStep(db: OwnedDb, id: number, steps: ActSteps): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [act] = await tx.read<Unfinished>(
      `SELECT progress FROM acts WHERE user_id = $1 AND id = $2::bigint AND progress IS NOT NULL FOR UPDATE SKIP LOCKED`,
      [id],
    );
    const step = act && findStep(steps, act.progress);
    if (!step) return false;
    await tx.continueAct(id);
    const left = await step(tx, id, act.progress);
    await tx.read('UPDATE acts SET progress = $3::jsonb WHERE user_id = $1 AND id = $2::bigint', [
      id,
      left ? JSON.stringify(left) : null,
    ]);
    return left !== undefined;
  }, longTransaction);
}

function findStep(steps: ActSteps, work: Work): ActStep | undefined {
  return Object.entries(steps).find(([key]) => key in work)?.[1];
}

const ownSteps: ActSteps = {
  deletes: async (tx, act, work) => ((await deleteStep(tx, act, work as unknown as Deletion)) ? work : undefined),
  plan: async (tx, act, work) => {
    const kept = await readKept(tx, act);
    const progress = await runUndoStep(tx, work['plan'] as UndoPlan, work['progress'] as UndoProgress, kept);
    await saveKept(tx, act, kept);
    return progress && { ...work, progress };
  },
};

async function readKept(tx: OwnedDb, act: number): Promise<UndoConflict[]> {
  const [row] = await tx.read<{ kept: UndoConflict[] | null }>(
    'SELECT kept FROM acts WHERE user_id = $1 AND id = $2::bigint',
    [act],
  );
  return row?.kept ?? [];
}

async function saveKept(tx: OwnedDb, act: number, kept: UndoConflict[]): Promise<void> {
  await tx.read('UPDATE acts SET kept = $3::jsonb WHERE user_id = $1 AND id = $2::bigint', [act, JSON.stringify(kept)]);
}
