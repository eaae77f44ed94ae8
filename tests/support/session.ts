// Sessions opened without the sign-in form: the row that the application would write, and the cookie that goes with it.
import { createHmac, randomBytes } from 'node:crypto';
import type { Config } from '../../src/config.ts';
import type { Database } from '../../src/db/client.ts';
import { sessionCookie } from '../../src/http/session.ts';
import { findSessionUser } from '../../src/users/users.service.ts';

export interface SessionCookie {
  name: string;
  value: string;
}

/** Signs the user in and returns the cookie of their browser; `now` is when that happened. */
export async function openSession(
  database: Database,
  config: Config,
  userId: number,
  now = new Date(),
): Promise<SessionCookie> {
  const user = await findSessionUser(database, userId);
  if (!user) throw new Error(`User ${userId} cannot sign in`);
  const { name, cookie } = sessionCookie(config);
  const sid = `${userId}.${randomBytes(24).toString('base64url')}`;
  const expires = new Date(Date.now() + cookie.maxAge);
  const { maxAge: originalMaxAge, ...attributes } = cookie;
  const sess = {
    cookie: { ...attributes, originalMaxAge, expires },
    passport: { user: { id: user.id, stamp: user.stamp } },
    from: { id: randomBytes(12).toString('base64url'), agent: '', ip: '127.0.0.1', since: now.toISOString() },
  };
  const text = 'INSERT INTO session (user_id, sid, sess, expire) VALUES ($1, $2, $3, $4)';
  await database.pool.query(text, [userId, sid, sess, expires]);
  return { name, value: sign(sid, config.secretKeys[0] ?? '') };
}

/** As express-session signs the id: https://github.com/tj/node-cookie-signature */
export function sign(sid: string, key: string): string {
  const signature = createHmac('sha256', key).update(sid).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`s:${sid}.${signature}`);
}
