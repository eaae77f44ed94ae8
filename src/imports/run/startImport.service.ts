import { Prisma } from '../../db/generated/client.ts';
import { addJob } from '../../db/jobQueue.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { listUndoneActs } from '../../history/undoneActs.service.ts';
import type { ImportWork } from './importStep.service.ts';

/**
 * Starts a waiting import or continues a stopped one, by a job. Returns its act; undefined when it is already running
 * or has ended. The job waits for `delaySeconds`, so that a caller who runs the act at once does not race with it.
 */
export function startImport(db: OwnedDb, id: number, { delaySeconds = 0 } = {}): Promise<number | undefined> {
  return db.withCause('import').transaction(async (tx) => {
    if (await isStoppedAndUndone(tx, id)) return undefined;
    const isStopped = await setRunning(tx, id, 'stopped');
    if (!isStopped && !(await setRunning(tx, id, 'waiting'))) return undefined;
    const work: ImportWork = { imports: id, after: 0 };
    const act = isStopped
      ? await resumeImport(tx, id, work, delaySeconds)
      : await tx.act({ progress: work, delaySeconds });
    await tx.contactImport.updateMany({ where: { id }, data: { act_id: act } });
    return act;
  });
}

/** An undo locks the act that it undoes, so this waits for one that begins at the same time. */
async function isStoppedAndUndone(tx: OwnedDb, id: number): Promise<boolean> {
  const { state } = await tx.contactImport.findUniqueOrThrow({ where: tx.key(id), select: { state: true } });
  if (state !== 'stopped') return false;
  const act = await actOf(tx, id);
  await tx.read('SELECT id FROM acts WHERE user_id = $1 AND id = :act::bigint FOR UPDATE', { act });
  return (await listUndoneActs(tx, [act])).length > 0;
}

async function setRunning(tx: OwnedDb, id: number, from: 'waiting' | 'stopped'): Promise<boolean> {
  const data = { state: 'running', preview: Prisma.DbNull, done_at: null } as const;
  const { count } = await tx.contactImport.updateMany({ where: { id, state: from }, data });
  // The other sheets of a workbook may be imported next.
  await tx.read(
    `UPDATE imports SET file = '' WHERE user_id = $1 AND id = :id::int
       AND jsonb_array_length(coalesce(details -> 'sheets', '[]')) = 0`,
    { id },
  );
  return count > 0;
}

/** Imported rows are no longer waiting, so that a continued import starts with the first of the others. */
async function resumeImport(tx: OwnedDb, id: number, work: ImportWork, delaySeconds: number): Promise<number> {
  const act = await actOf(tx, id);
  await tx.read('UPDATE acts SET progress = :work::jsonb WHERE user_id = $1 AND id = :act::bigint', {
    act,
    work: JSON.stringify(work),
  });
  await addJob(tx, { name: 'continueAct', id: act, delaySeconds });
  return act;
}

/** Stops an import after its current step. What it wrote can be undone, and the rest imported later. */
export async function stopImport(db: OwnedDb, id: number, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const act = await actOf(tx, id);
    // A running step locks this row until it commits.
    await tx.read('UPDATE acts SET progress = NULL WHERE user_id = $1 AND id = :act::bigint', { act });
    await tx.contactImport.updateMany({ where: { id, state: 'running' }, data: { state: 'stopped', done_at: now } });
  });
}

async function actOf(tx: OwnedDb, id: number): Promise<number> {
  const { act_id } = await tx.contactImport.findUniqueOrThrow({ where: tx.key(id), select: { act_id: true } });
  return Number(act_id ?? 0);
}
