import { timingSafeEqual } from 'node:crypto';
import type { SecretKeys } from '../config.ts';
import { parseId } from '../core/ids.ts';
import type { Database } from '../db/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { prepared } from '../db/sql/statement.ts';
import type { Locale } from '../i18n/translate.ts';
import { decrypt, encrypt, reencrypt } from '../users/encryption.ts';
import { createToken, hashToken } from '../users/tokens.ts';

/** The kinds of events in the feed. */
export interface FeedContents {
  tasks: boolean;
  meetings: boolean;
  birthdays: boolean;
  details: boolean;
}

export interface OpenFeed extends FeedContents {
  user_id: number;
  locale: Locale;
  time_zone: string;
}

export interface SavedFeed extends FeedContents {
  created_at: Date;
  /** The end of the address, `7-…`; undefined when it was encrypted under a SECRET_KEY that is gone. */
  address: string | undefined;
}

const purpose = 'calendar feed';
const contents = 'f.tasks, f.meetings, f.birthdays, f.details';

/**
 * Finds a feed by its address, `7-…`, whose number is the owner, with one lookup by key. Undefined when the address is
 * wrong or the account is not active; both take equally long.
 */
export async function findFeed({ pool }: Database, address: string): Promise<OpenFeed | undefined> {
  const [, id, secret = ''] = /^([1-9]\d{0,9})-([\w-]{43})$/.exec(address) ?? [];
  const { rows } = await pool.query<OpenFeed & { token_hash: string }>(prepared(findText, [parseId(id) ?? 0]));
  const { token_hash = hashToken('nothing'), ...feed } = rows[0] ?? {};
  const isRight = timingSafeEqual(Buffer.from(token_hash), Buffer.from(hashToken(secret)));
  return isRight && rows[0] ? (feed as OpenFeed) : undefined;
}

const findText = `
  SELECT f.user_id, f.token_hash, ${contents}, coalesce(p.locale, 'en') AS locale, coalesce(p.time_zone, 'UTC') AS time_zone
  FROM calendar_feeds f JOIN users u ON u.id = f.user_id AND u.is_active LEFT JOIN profiles p ON p.user_id = f.user_id
  WHERE f.user_id = $1`;

/** Undefined when the user has none. */
export async function findOwnFeed(db: OwnedDb, secretKeys: SecretKeys): Promise<SavedFeed | undefined> {
  const text = `SELECT f.created_at, f.token, ${contents} FROM calendar_feeds f WHERE f.user_id = $1`;
  const [row] = await db.read<Omit<SavedFeed, 'address'> & { token: string }>(text);
  if (!row) return undefined;
  const { token, ...feed } = row;
  const secret = decrypt(secretKeys, purpose, token);
  return { ...feed, address: secret && `${db.userId}-${secret}` };
}

/** Creates a feed, or changes its contents. */
export async function saveFeed(
  db: OwnedDb,
  secretKeys: SecretKeys,
  contents: FeedContents,
  now: Date,
): Promise<{ isNew: boolean }> {
  const [row] = await db.read<{ isNew: boolean }>(
    `INSERT INTO calendar_feeds (user_id, token_hash, token, created_at, tasks, meetings, birthdays, details)
     VALUES ($1, :token_hash, :token, :now::timestamptz, :tasks::bool, :meetings::bool, :birthdays::bool, :details::bool)
     ON CONFLICT (user_id) DO UPDATE SET tasks = EXCLUDED.tasks, meetings = EXCLUDED.meetings,
       birthdays = EXCLUDED.birthdays, details = EXCLUDED.details
     RETURNING token_hash = :token_hash AS "isNew"`,
    { ...newSecret(secretKeys), now, ...contents },
  );
  return { isNew: row?.isNew ?? false };
}

/** Gives the feed another address; the former one is 404 at once. */
export async function renewFeed(db: OwnedDb, secretKeys: SecretKeys, now: Date): Promise<void> {
  await db.read(
    `UPDATE calendar_feeds SET token_hash = :token_hash, token = :token, created_at = :now::timestamptz
     WHERE user_id = $1`,
    { ...newSecret(secretKeys), now },
  );
}

export async function stopFeed(db: OwnedDb): Promise<void> {
  await db.read('DELETE FROM calendar_feeds WHERE user_id = $1');
}

/** Afterwards the old SECRET_KEY can be dropped. Returns how many changed. */
export async function reencryptFeedTokens({ pool }: Database, secretKeys: SecretKeys): Promise<number> {
  if (secretKeys.length < 2) return 0;
  let changed = 0;
  const { rows } = await pool.query<{ user_id: number; token: string }>('SELECT user_id, token FROM calendar_feeds');
  for (const { user_id, token } of rows) {
    const reencrypted = reencrypt(secretKeys, purpose, token);
    if (!reencrypted) continue;
    // The comparison keeps an address that the user renewed meanwhile.
    const text = 'UPDATE calendar_feeds SET token = $3 WHERE user_id = $1 AND token = $2';
    changed += (await pool.query(text, [user_id, token, reencrypted])).rowCount ?? 0;
  }
  return changed;
}

function newSecret(secretKeys: SecretKeys): { token_hash: string; token: string } {
  const { token, token_hash } = createToken();
  return { token_hash, token: encrypt(secretKeys, purpose, token) };
}
