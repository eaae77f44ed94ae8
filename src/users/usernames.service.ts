import type { Database } from '../db/client.ts';
import { prepared } from '../db/sql/statement.ts';

/** Leaves out users that no longer exist. */
export async function readUsernames({ prisma }: Database, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const users = await prisma.user.findMany({ where: { id: { in: ids } }, select: { id: true, username: true } });
  return new Map(users.map(({ id, username }) => [id, username]));
}

/** Ignores the case, and includes deactivated accounts. */
export async function isUsernameTaken({ prisma }: Database, username: string): Promise<boolean> {
  return (await prisma.user.count({ where: { username } })) > 0;
}

/**
 * The username of the account for the text typed at sign-in: a username, or else the email address of exactly one
 * active account. An unconfirmed address counts only if nobody has confirmed it. Unknown text is returned unchanged.
 */
export async function findSignInUsername({ pool }: Database, typed: string): Promise<string> {
  if (!typed.includes('@')) return typed;
  const text = `
    WITH confirmed AS (
      SELECT username FROM users WHERE is_active AND email <> '' AND lower(email) = lower($1::text)),
    claimed AS (
      SELECT username FROM email_changes e JOIN users u ON u.id = e.user_id
      WHERE u.is_active AND u.email = '' AND lower(e.email) = lower($1::text) AND NOT EXISTS (SELECT FROM confirmed))
    SELECT min(username::text) AS username FROM (SELECT * FROM confirmed UNION ALL SELECT * FROM claimed) AS named
    WHERE NOT EXISTS (SELECT FROM users WHERE username = $1::citext)
    HAVING count(*) = 1`;
  const { rows } = await pool.query<{ username: string }>(prepared(text, [typed]));
  return rows[0]?.username ?? typed;
}
