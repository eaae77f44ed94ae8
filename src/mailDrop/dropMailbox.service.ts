import type pg from 'pg';

/** When the mailbox was last read, and how that went: one state for the installation, in its settings. */
export interface MailboxState {
  checkedAt: Date | undefined;
  /** The last error of the mail server; empty when there is none. */
  error: string;
}

interface Cursor {
  /** The UIDVALIDITY of the mailbox: when it changes, the UIDs begin anew. */
  validity: string;
  uid: number;
}

type SettingKey = 'mailbox.cursor' | 'mailbox.checked' | 'mailbox.error' | 'mailbox.claimed';

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

/** A process that has been silent for so long has died with its claim. */
const staleAfterMs = 5 * 60_000;

/**
 * Runs the work in one process at a time; undefined where another one has the claim. The claim is a row rather than a
 * lock of a session, which a pooler in transaction mode would lose. The work renews the claim between its steps.
 */
export async function withMailboxClaim<T>(
  pool: pg.Pool,
  clock: () => Date,
  work: (renewClaim: () => Promise<void>) => Promise<T>,
): Promise<T | undefined> {
  if (!(await claim(pool, clock()))) return undefined;
  try {
    return await work(() => writeSetting(pool, claimKey, clock().toISOString()));
  } finally {
    await pool.query('DELETE FROM settings WHERE key = $1', [claimKey]);
  }
}

const claimKey: SettingKey = 'mailbox.claimed';

async function claim(pool: pg.Pool, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO settings AS s (key, value) VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE s.value::timestamptz <= $3::timestamptz`,
    [claimKey, now.toISOString(), new Date(now.getTime() - staleAfterMs).toISOString()],
  );
  return rowCount === 1;
}
