import type { OwnedDb } from '../db/owned.ts';
import { newDropToken } from './dropAddress.ts';

/** Why a mail that came to a private address was not logged. */
export type DropProblem = 'unreadable' | 'tooLarge' | 'tooMany';

export interface DropState {
  /** Empty when the address is off. */
  token: string;
  problem: DropProblem | '';
  problemAt: Date | null;
}

export async function getDropState(db: OwnedDb): Promise<DropState> {
  const [row] = await db.read<{ token: string; problem: DropProblem | ''; at: string | null }>(
    `SELECT drop_token AS token, drop_problem AS problem, drop_problem_at AS at FROM mail_preferences WHERE user_id = $1`,
  );
  return { token: row?.token ?? '', problem: row?.problem ?? '', problemAt: row?.at ? new Date(row.at) : null };
}

/** A new address; one from before is no longer read. */
export function renewDropToken(db: OwnedDb): Promise<void> {
  return saveToken(db, newDropToken());
}

export function endDropAddress(db: OwnedDb): Promise<void> {
  return saveToken(db, '');
}

async function saveToken(db: OwnedDb, token: string): Promise<void> {
  await db.read(
    `INSERT INTO mail_preferences (user_id, drop_token) VALUES ($1, :token)
     ON CONFLICT (user_id) DO UPDATE SET drop_token = excluded.drop_token, drop_problem = '', drop_problem_at = NULL`,
    { token },
  );
}

/** For the owner to see; empty after one that went well. */
export async function noteDropProblem(db: OwnedDb, problem: DropProblem | '', now: Date): Promise<void> {
  await db.read(
    `UPDATE mail_preferences SET drop_problem = :problem, drop_problem_at = :now::timestamptz
     WHERE user_id = $1 AND drop_problem <> :problem`,
    { problem, now },
  );
}
