/** A user as the session refers to them; `stamp` changes with the password and when all sessions are ended: others are void. */
export interface SessionUser extends Express.User {
  stamp: string;
}

// Hashed by PostgreSQL, so that the password's own hash stays there.
const stamp = `left(translate(encode(sha256(convert_to(u.password_hash || ' ' || u.session_generation, 'UTF8')), 'base64'), '+/', '-_'), 22)`;

/** The columns of SessionUser, of a user `u` and a profile `p`, which an account from before profiles may lack. */
export const userColumns = `u.id, u.username::text, u.email, u.is_staff, u.must_change_password, ${stamp} AS stamp,
    coalesce(p.avatar_hash, '') AS avatar_hash, coalesce(p.locale::text, 'en') AS locale,
    coalesce(p.time_zone, 'UTC') AS time_zone, coalesce(p.shortcuts, true) AS shortcuts,
    coalesce(p.ai_enabled, true) AS ai_enabled, coalesce(p.ai_consent, '') AS ai_consent`;
