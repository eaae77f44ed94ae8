import type { Client } from 'pg';
import type { OwnedDb } from '../db/owned.ts';
import { undoMs, waitingMs } from './fileLimits.ts';

const isWaiting = `state IN ('reading', 'ready', 'refused')`;

/** Removes files that were not loaded, with everything that was read from them. */
export async function forgetWaitingLoads(db: OwnedDb): Promise<void> {
  await db.read(`DELETE FROM account_loads WHERE user_id = $1 AND ${isWaiting}`);
}

/** Removes files that wait to be loaded and the rest of stopped loads, since the erased person may be in them. */
export async function eraseFromLoads(tx: OwnedDb): Promise<void> {
  // A large file takes longer than the usual limit for a statement.
  await tx.read("SELECT $1::int, set_config('statement_timeout', '60000', true)");
  await forgetWaitingLoads(tx);
  await tx.read(
    `UPDATE account_load_rows r SET record = NULL WHERE r.user_id = $1 AND r.record IS NOT NULL AND r.load_id IN (
       SELECT l.id FROM account_loads l WHERE l.user_id = $1 AND l.state = 'done')`,
  );
}

export async function countWaitingLoads(db: OwnedDb): Promise<number> {
  const [counted] = await db.read<{ loads: number }>(
    `SELECT count(*)::int AS loads FROM account_loads WHERE user_id = $1 AND ${isWaiting}`,
  );
  return counted?.loads ?? 0;
}

const prunings: [text: string, ageMs: number][] = [
  [`DELETE FROM account_loads WHERE ${isWaiting} AND created_at < $1`, waitingMs],
  [`DELETE FROM account_loads WHERE state = 'done' AND done_at < $1`, undoMs],
  [
    `UPDATE account_load_rows r SET record = NULL FROM account_loads l
      WHERE l.user_id = r.user_id AND l.id = r.load_id AND l.state = 'done' AND l.done_at < $1 AND r.record IS NOT NULL`,
    waitingMs,
  ],
];

/** Deletes files that were not loaded within a day, the rest of stopped loads, and data for undoing loads. */
export async function pruneAccountLoads(client: Client, now: Date): Promise<void> {
  for (const [text, ageMs] of prunings) await client.query(text, [new Date(now.getTime() - ageMs)]);
}
