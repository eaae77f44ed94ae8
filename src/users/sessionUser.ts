/** `stamp` changes with the password and when all sessions are ended; a session with another one is invalid. */
export interface SessionUser extends Express.User {
  stamp: string;
}

// Computed by PostgreSQL, so that the password hash does not leave the database.
const stamp = `left(translate(encode(sha256(convert_to(u.password_hash || ' ' || u.session_generation, 'UTF8')), 'base64'), '+/', '-_'), 22)`;

export const userColumns = `u.id, u.username::text, u.email, u.is_staff, u.must_change_password, ${stamp} AS stamp,
    coalesce(p.avatar_hash, '') AS avatar_hash, coalesce(p.locale::text, 'en') AS locale,
    coalesce(p.time_zone, 'UTC') AS time_zone, coalesce(p.shortcuts, true) AS shortcuts,
    coalesce(p.sms_links, true) AS sms_links, coalesce(p.whatsapp_links, false) AS whatsapp_links,
    coalesce(p.ai_enabled, true) AS ai_enabled, coalesce(p.ai_consent, '') AS ai_consent`;
