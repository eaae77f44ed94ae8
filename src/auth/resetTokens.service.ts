import type { Database } from '../db/client.ts';
import { consumeRateLimit } from '../db/rateLimit.ts';
import type { Recipient } from '../mail/mails.ts';
import { createResetToken } from '../users/passwordReset.service.ts';

/** Several accounts may have the same email address: those that confirmed it go first. */
const maxAccounts = 100;
const perAccount = { name: 'reset-mails', points: 3, seconds: 3600 };

/**
 * Creates one-time links for the active accounts with this username or email address, at most three an hour for each
 * account. The time it takes depends on whether there are any: do not let a visitor wait for it.
 */
export async function createResetTokens(
  { prisma, pool }: Database,
  usernameOrEmail: string,
  now: Date,
): Promise<{ recipient: Recipient; token: string }[]> {
  const users = await prisma.$queryRaw<(Omit<Recipient, 'locale'> & { id: number })[]>`
    WITH reachable AS (
      SELECT id, email, true AS confirmed FROM users
      WHERE email <> '' AND (username = ${usernameOrEmail}::citext OR lower(email) = lower(${usernameOrEmail}))
      UNION ALL
      SELECT id, e.email, false FROM email_changes e JOIN users u ON u.id = e.user_id
      WHERE u.email = '' AND (username = ${usernameOrEmail}::citext OR lower(e.email) = lower(${usernameOrEmail})))
    SELECT u.id, u.username::text, r.email FROM reachable r JOIN users u ON u.id = r.id
    WHERE u.is_active
    ORDER BY r.confirmed DESC, u.id LIMIT ${maxAccounts}`;
  const tokens: { recipient: Recipient; token: string }[] = [];
  for (const { id, ...recipient } of users) {
    if ((await consumeRateLimit(pool, perAccount, String(id))) > 0) continue;
    const profile = await prisma.profile.findUnique({ where: { user_id: id }, select: { locale: true } });
    const token = await prisma.$transaction((tx) => createResetToken(tx, id, now));
    tokens.push({ recipient: { ...recipient, locale: profile?.locale ?? 'en' }, token });
  }
  return tokens;
}

/** Undefined when there is no active user of this name. */
export async function createResetTokenFor(
  { prisma }: Database,
  username: string,
  now: Date,
): Promise<{ id: number; token: string } | undefined> {
  const user = await prisma.user.findUnique({ where: { username, is_active: true }, select: { id: true } });
  return user ? { ...user, token: await prisma.$transaction((tx) => createResetToken(tx, user.id, now)) } : undefined;
}
