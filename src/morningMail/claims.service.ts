import type pg from 'pg';
import type { Database } from '../db/client.ts';
import type { Moment } from '../i18n/dates.ts';
import type { Recipient } from '../mail/mails.ts';

/** Somebody who wants the mail, with the last day that was claimed. */
export interface Subscriber extends Recipient, Claimed {
  id: number;
  time_zone: string;
  hour: number;
}

interface Claimed {
  day: string | null;
  retry_at: Date | null;
  /** A process claimed the day long ago and has not noted the outcome. */
  isAbandoned: boolean;
}

/** A page of the active users with an address who want the mail, beyond the id `after`. */
export async function listSubscribers(
  { pool }: Database,
  { after, limit, now }: { after: number; limit: number; now: Date },
): Promise<Subscriber[]> {
  const { rows } = await pool.query<Omit<Subscriber, keyof Claimed>>(
    `SELECT u.id, u.username::text, u.email, p.locale::text, p.time_zone, p.morning_mail_hour AS hour
     FROM profiles p JOIN users u ON u.id = p.user_id
     WHERE p.morning_mail_hour IS NOT NULL AND p.user_id > $1 AND u.is_active AND u.email <> ''
     ORDER BY p.user_id LIMIT $2`,
    [after, limit],
  );
  const lastClaimed = await readLastClaimed(
    pool,
    rows.map(({ id }) => id),
    now,
  );
  return rows.map((subscriber) => ({ ...subscriber, ...lastClaimed(subscriber.id) }));
}

/** By then the mail server has answered, or the connection has timed out. */
const staleAfterMs = 5 * 60_000;

async function readLastClaimed(pool: pg.Pool, ids: number[], now: Date): Promise<(id: number) => Claimed> {
  const { rows } = await pool.query<Claimed & { user_id: number }>(
    `SELECT DISTINCT ON (user_id) user_id, day::text, retry_at, outcome = '' AND claimed_at <= $2 AS "isAbandoned"
     FROM morning_mails WHERE user_id = ANY($1::int[]) ORDER BY user_id, day DESC`,
    [ids, new Date(now.getTime() - staleAfterMs)],
  );
  const byUser = new Map(rows.map(({ user_id, ...claimed }) => [user_id, claimed]));
  return (id) => byUser.get(id) ?? { day: null, retry_at: null, isAbandoned: false };
}

const retentionDays = 7;

/** Claims the day of a user. False where another process, on whatever machine, has claimed it. */
export async function claimDay({ pool }: Database, userId: number, { today, now }: Moment): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO morning_mails AS m (user_id, day, claimed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, day) DO UPDATE SET claimed_at = $3, retry_at = NULL, outcome = '' WHERE m.retry_at <= $3`,
    [userId, today, now],
  );
  if (rowCount === 0) return false;
  await pool.query('DELETE FROM morning_mails WHERE user_id = $1 AND day < $2::date - $3::int', [
    userId,
    today,
    retentionDays,
  ]);
  return true;
}

/** `unsure`: the server fell silent, or the process died, so nobody knows whether it went out. */
type Outcome = 'sent' | 'nothing' | 'unsure';

/** Why a day is given back. `failed`: the mail could not be composed. */
export type RetryReason = 'refused' | 'failed';

export async function noteOutcome(
  { pool }: Database,
  { id, day }: { id: number; day: string },
  outcome: Outcome,
  at: Date,
): Promise<void> {
  await pool.query('UPDATE morning_mails SET outcome = $3, sent_at = $4 WHERE user_id = $1 AND day = $2', [
    ...[id, day, outcome],
    outcome === 'sent' ? at : null,
  ]);
}

/** The outcome of the latest day, and when; undefined where there is none, or a process is still sending. */
export interface LastMorningMail {
  outcome: Outcome | RetryReason;
  at: Date;
}

export async function findLastMorningMail({ pool }: Database, userId: number): Promise<LastMorningMail | undefined> {
  const { rows } = await pool.query<LastMorningMail>(
    `SELECT outcome, coalesce(sent_at, claimed_at) AS at FROM morning_mails
     WHERE user_id = $1 AND outcome <> '' ORDER BY day DESC LIMIT 1`,
    [userId],
  );
  return rows[0];
}

/** Ends a day whose process died. False when another process was quicker. */
export async function endAbandoned({ pool }: Database, userId: number, day: string): Promise<boolean> {
  const text = `UPDATE morning_mails SET outcome = 'unsure' WHERE user_id = $1 AND day = $2 AND outcome = ''`;
  return (await pool.query(text, [userId, day])).rowCount === 1;
}

/** Gives the day back: any process may claim it from then on. */
export async function retryLater(
  { pool }: Database,
  { id, day }: { id: number; day: string },
  reason: RetryReason,
  retryAt: Date,
): Promise<void> {
  const text = 'UPDATE morning_mails SET retry_at = $3, outcome = $4 WHERE user_id = $1 AND day = $2';
  await pool.query(text, [id, day, retryAt, reason]);
}
