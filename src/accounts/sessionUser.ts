import { createHash } from 'node:crypto';

/** A user as the session refers to them; `stamp` changes with the password and when all sessions are ended: others are void. */
export interface SessionUser extends Express.User {
  stamp: string;
}

/** What `userColumns` reads. */
export type UserRow = Omit<SessionUser, 'stamp'> & { password_hash: string; session_generation: number };

/** Of a user `u` and a profile `p`, which an account from before profiles may lack. */
export const userColumns = `u.id, u.username::text, u.email, u.is_staff, u.must_change_password, u.password_hash,
    u.session_generation, coalesce(p.avatar_hash, '') AS avatar_hash, coalesce(p.locale::text, 'en') AS locale,
    coalesce(p.time_zone, 'UTC') AS time_zone, coalesce(p.shortcuts, true) AS shortcuts,
    coalesce(p.ai_enabled, true) AS ai_enabled, coalesce(p.ai_consent, '') AS ai_consent`;

export function sessionUserOf({ password_hash, session_generation, ...user }: UserRow): SessionUser {
  return { ...user, stamp: stampOf(`${password_hash} ${session_generation}`) };
}

function stampOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
