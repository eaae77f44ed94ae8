// Sessions as the product writes them, and their signed cookies.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Client } from 'pg';

export const secretKey = 'only for the benchmark, known to everybody';
const cookieName = '__Host-sid';
const monthMs = 30 * 86_400_000;

/** Writes a session for each user from 1 to `users`, and spare ones for one owner, each for a single form. */
export async function writeSessions(client: Client, users: number, spare: { owner: number; count: number }) {
  await client.query(`DELETE FROM session WHERE sid LIKE '%.bench%'`);
  // connect-pg-simple, which the limit uses, knows no owner.
  await client.query('CREATE INDEX IF NOT EXISTS bench_sid ON session (sid)');
  for (let id = 1; id <= users; id++) await write(client, `SELECT '${userSid(id)}'`, id);
  await write(
    client,
    `SELECT '${spareSid(spare.owner, '')}' || n FROM generate_series(0, ${spare.count - 1}) n`,
    spare.owner,
  );
}

export function userSid(userId: number): string {
  return `${userId}.bench`;
}

export function spareSid(owner: number, number: number | ''): string {
  return `${owner}.bench-form-${number}`;
}

export function sessionCookie(sid: string): string {
  return `${cookieName}=${encodeURIComponent(`s:${sid}.${sign(sid)}`)}`;
}

/** The CSRF cookie, which a browser has from its first page on. */
export const csrfCookie = '__Host-csrf=only-for-the-benchmark';

/** The session id in a `Cookie` header; undefined without one, or with a wrong signature. */
export function parseSid(header = ''): string | undefined {
  const found = /(?:^|; )__Host-sid=s%3A([^;]+)\.([^.;]+)/.exec(header);
  if (!found) return undefined;
  const [, sid = '', signature = ''] = found;
  const given = Buffer.from(decodeURIComponent(signature));
  const right = Buffer.from(sign(sid));
  return given.length === right.length && timingSafeEqual(given, right) ? sid : undefined;
}

function sign(sid: string): string {
  return createHmac('sha256', secretKey).update(sid).digest('base64').replace(/=+$/, '');
}

async function write(client: Client, sids: string, userId: number): Promise<void> {
  const sql = `INSERT INTO session (user_id, sid, sess, expire)
    SELECT $1, s.sid, $2, now() + interval '30 days' FROM (${sids}) s (sid)`;
  await client.query(sql, [userId, sessionData(userId)]);
}

function sessionData(id: number) {
  const now = new Date();
  const expires = new Date(now.getTime() + monthMs);
  return {
    cookie: { originalMaxAge: monthMs, expires, secure: true, httpOnly: true, path: '/', sameSite: 'lax' },
    passport: { user: { id, stamp } },
    used_on: now.toISOString().slice(0, 10),
    from: { id: `bench${id}`, agent: 'benchmark', ip: '127.0.0.1', since: now.toISOString() },
  };
}

// The loaded users have the password hash '-' and generation 0 (src/users/sessionUser.ts).
const stamp = createHash('sha256').update('- 0').digest('base64url').slice(0, 22);
