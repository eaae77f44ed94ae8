import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { log } from '../log/log.ts';
import { type Deletion, deleteStep } from './deleteRecord.service.ts';
import type { UndoConflict, UndoPlan, UndoProgress } from './undoPlan.ts';
import { runUndoStep } from './undoSteps.service.ts';

/** The remaining work of an act, as stored in its `progress`. */
export type Work = Record<string, unknown>;

/** Does the next part of an act in a transaction. Returns the remaining work; undefined after the last part. */
type ActStep = (tx: OwnedDb, act: number, work: Work) => Promise<Work | undefined>;

/** The steps for each kind of work, by a key that only work of this kind has. */
export type ActSteps = Record<string, ActStep>;

interface Unfinished {
  progress: Work;
  /** The steps that were carried out before. */
  steps: number;
}

/** After so many steps an act has changed enough for PostgreSQL's statistics to be wrong. */
const largeSteps = 2;

/**
 * Carries out an act. Each step is a transaction of its own, so that a crash loses no finished one. `steps` are those
 * of folders that build on this one.
 */
export async function runAct(
  db: OwnedDb,
  id: number,
  isStopping: () => boolean = () => false,
  steps: ActSteps = {},
): Promise<void> {
  while (!isStopping() && (await runStep(db, id, { ...steps, ...ownSteps })));
}

/** Whether the act has work left. */
export async function isRunning(db: OwnedDb, id: number): Promise<boolean> {
  const left = await db.read('SELECT id FROM acts WHERE user_id = $1 AND id = $2::bigint AND progress IS NOT NULL', [
    id,
  ]);
  return left.length > 0;
}

/** Returns false when no work is left, or another process is doing it. */
function runStep(db: OwnedDb, id: number, steps: ActSteps): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [act] = await tx.read<Unfinished>(
      `SELECT progress, steps FROM acts WHERE user_id = $1 AND id = $2::bigint AND progress IS NOT NULL FOR UPDATE SKIP LOCKED`,
      [id],
    );
    const step = act && findStep(steps, act.progress);
    if (!step) return false;
    await tx.continueAct(id);
    const left = await step(tx, id, act.progress);
    if (!left && act.steps >= largeSteps) await updateStatistics(tx);
    await tx.read('UPDATE acts SET progress = $3::jsonb WHERE user_id = $1 AND id = $2::bigint', [
      id,
      left ? JSON.stringify(left) : null,
    ]);
    return left !== undefined;
  }, longTransaction);
}

async function updateStatistics(tx: OwnedDb): Promise<void> {
  await tx
    .updateStatistics()
    .catch((error: unknown) => log.warn({ err: error }, 'the statistics of the database were not updated'));
}

function findStep(steps: ActSteps, work: Work): ActStep | undefined {
  return Object.entries(steps).find(([key]) => key in work)?.[1];
}

const ownSteps: ActSteps = {
  deletes: async (tx, act, work) => ((await deleteStep(tx, act, work as unknown as Deletion)) ? work : undefined),
  plan: async (tx, act, work) => {
    const kept = await readConflicts(tx, act);
    const progress = await runUndoStep(tx, work['plan'] as UndoPlan, work['progress'] as UndoProgress, kept);
    await saveConflicts(tx, act, kept);
    return progress && { ...work, progress };
  },
};

async function readConflicts(tx: OwnedDb, act: number): Promise<UndoConflict[]> {
  const [row] = await tx.read<{ kept: UndoConflict[] | null }>(
    'SELECT kept FROM acts WHERE user_id = $1 AND id = $2::bigint',
    [act],
  );
  return row?.kept ?? [];
}

/** Stores what an undo could not take back. */
export async function saveConflicts(tx: OwnedDb, act: number, kept: UndoConflict[]): Promise<void> {
  await tx.read('UPDATE acts SET kept = $3::jsonb WHERE user_id = $1 AND id = $2::bigint', [act, JSON.stringify(kept)]);
}
