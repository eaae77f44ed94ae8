import type { OwnedDb } from '../db/owned.ts';
import { newDropToken } from './dropAddress.ts';

/** Why a mail that came to a private address was not logged. */
export type DropProblem = 'unreadable' | 'tooLarge' | 'tooMany';

export interface DropState {
  /** Empty when the address is off. */
  token: string;
  /** The latest problem of the last seven days; empty without one. */
  problem: DropProblem | '';
  problemAt: Date | null;
  /** When the latest mail came that was logged or waits. */
  receivedAt: Date | null;
}

const off: DropState = { token: '', problem: '', problemAt: null, receivedAt: null };

/** The page shows a problem for so long, even if later mails were saved. */
const problemDays = 7;

export async function getDropState(db: OwnedDb, now: Date): Promise<DropState> {
  const [state = off] = await db.read<DropState>(
    `SELECT drop_token AS token, drop_problem AS problem, drop_problem_at AS "problemAt", drop_received_at AS "receivedAt"
     FROM mail_preferences WHERE user_id = $1`,
  );
  const isRecent = state.problemAt && now.getTime() - state.problemAt.getTime() < problemDays * 86_400_000;
  return isRecent ? state : { ...state, problem: '' };
}

/** Creates a new address; mails to the former one are no longer read. */
export function renewDropToken(db: OwnedDb): Promise<void> {
  return saveToken(db, newDropToken());
}

export function stopDropAddress(db: OwnedDb): Promise<void> {
  return saveToken(db, '');
}

async function saveToken(db: OwnedDb, token: string): Promise<void> {
  await db.read(
    `INSERT INTO mail_preferences (user_id, drop_token) VALUES ($1, :token)
     ON CONFLICT (user_id) DO UPDATE SET drop_token = excluded.drop_token, drop_problem = '', drop_problem_at = NULL,
       drop_received_at = NULL`,
    { token },
  );
}

/** Lets the owner see that a mail was not saved. */
export async function noteDropProblem(db: OwnedDb, problem: DropProblem, now: Date): Promise<void> {
  await db.read(
    'UPDATE mail_preferences SET drop_problem = :problem, drop_problem_at = :now::timestamptz WHERE user_id = $1',
    { problem, now },
  );
}

/** Lets the owner see that the address works. */
export async function noteDropReceived(db: OwnedDb, now: Date): Promise<void> {
  await db.read('UPDATE mail_preferences SET drop_received_at = :now::timestamptz WHERE user_id = $1', { now });
}
