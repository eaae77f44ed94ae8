import type pg from 'pg';

/** How far the mailbox was read, and how it went. One for the installation, in its settings. */
export interface MailboxState {
  checkedAt: Date | undefined;
  /** What the mail server said the last time; empty when all is well. */
  error: string;
}

interface Cursor {
  /** Of the mailbox: when it changes, its numbers begin anew. */
  validity: string;
  uid: number;
}

type SettingKey = 'mailbox.cursor' | 'mailbox.checked' | 'mailbox.error';

export async function getMailboxState(pool: pg.Pool): Promise<MailboxState> {
  const [checked, error] = [await readSetting(pool, 'mailbox.checked'), await readSetting(pool, 'mailbox.error')];
  return { checkedAt: checked ? new Date(checked) : undefined, error };
}

export async function noteMailboxState(pool: pg.Pool, error: string, now: Date): Promise<void> {
  await writeSetting(pool, 'mailbox.checked', now.toISOString());
  await writeSetting(pool, 'mailbox.error', error.slice(0, 300));
}

export async function getCursor(pool: pg.Pool): Promise<Cursor | undefined> {
  const [validity, uid] = (await readSetting(pool, 'mailbox.cursor')).split(':');
  return validity && uid ? { validity, uid: Number(uid) } : undefined;
}

export function saveCursor(pool: pg.Pool, { validity, uid }: Cursor): Promise<void> {
  return writeSetting(pool, 'mailbox.cursor', `${validity}:${uid}`);
}

async function readSetting(pool: pg.Pool, key: SettingKey): Promise<string> {
  const { rows } = await pool.query<{ value: string }>('SELECT value FROM settings WHERE key = $1', [key]);
  return rows[0]?.value ?? '';
}

async function writeSetting(pool: pg.Pool, key: SettingKey, value: string): Promise<void> {
  await pool.query(
    'INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  );
}

const lockKey = 7_210_143;

/** Runs the work in one process of all at a time; undefined where another one is at it. */
export async function aloneOnMailbox<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [lockKey]);
    if (!rows[0]?.locked) return undefined;
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockKey]);
    }
  } finally {
    client.release();
  }
}
