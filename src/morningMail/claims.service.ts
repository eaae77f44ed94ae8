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
}

/** All active users with an address who want the mail, a page after the id. */
export async function listSubscribers({ pool }: Database, after: number, limit: number): Promise<Subscriber[]> {
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
  );
  return rows.map((subscriber) => ({ ...subscriber, ...lastClaimed(subscriber.id) }));
}

async function readLastClaimed(pool: pg.Pool, ids: number[]): Promise<(id: number) => Claimed> {
  const { rows } = await pool.query<Claimed & { user_id: number }>(
    `SELECT DISTINCT ON (user_id) user_id, day::text, retry_at FROM morning_mails
     WHERE user_id = ANY($1::int[]) ORDER BY user_id, day DESC`,
    [ids],
  );
  const byUser = new Map(rows.map(({ user_id, ...claimed }) => [user_id, claimed]));
  return (id) => byUser.get(id) ?? { day: null, retry_at: null };
}

const keptDays = 7;

/** Whether the day of the user is this process's to send: one process, on whatever machine, gets it once. */
export async function claimDay({ pool }: Database, userId: number, { today, now }: Moment): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO morning_mails AS m (user_id, day, claimed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, day) DO UPDATE SET claimed_at = $3, retry_at = NULL WHERE m.retry_at <= $3`,
    [userId, today, now],
  );
  if (rowCount === 0) return false;
  await pool.query('DELETE FROM morning_mails WHERE user_id = $1 AND day < $2::date - $3::int', [
    userId,
    today,
    keptDays,
  ]);
  return true;
}

export async function noteSent({ pool }: Database, userId: number, day: string, sentAt: Date): Promise<void> {
  await pool.query('UPDATE morning_mails SET sent_at = $3 WHERE user_id = $1 AND day = $2', [userId, day, sentAt]);
}

/** Gives the day back: somebody may claim it from then on. */
export async function retryLater({ pool }: Database, userId: number, day: string, retryAt: Date): Promise<void> {
  await pool.query('UPDATE morning_mails SET retry_at = $3 WHERE user_id = $1 AND day = $2', [userId, day, retryAt]);
}
