import type { Database } from '../db/client.ts';
import { takeTurn } from '../db/rateLimit.ts';
import type { Reader } from '../mail/mails.ts';
import { makeResetToken } from '../users/passwordReset.service.ts';

/** One address may stand at several accounts. */
const mostAccounts = 5;
const perAccount = { name: 'reset-mails', points: 3, seconds: 3600 };

/**
 * Makes one-time links for the accounts with this name or email address that can be mailed to; each is good for a few mails
 * an hour. Takes longer when there are some: not for a visitor to wait for.
 */
export async function makeResetTokens(
  { prisma, pool }: Database,
  asked: string,
  now: Date,
): Promise<{ reader: Reader; token: string }[]> {
  const users = await prisma.$queryRaw<(Reader & { id: number })[]>`
    SELECT id, username::text, email, coalesce(locale::text, 'en') AS locale
    FROM users LEFT JOIN profiles ON user_id = id
    WHERE is_active AND email <> '' AND (username = ${asked}::citext OR lower(email) = lower(${asked}))
    ORDER BY id LIMIT ${mostAccounts}`;
  const made: { reader: Reader; token: string }[] = [];
  for (const { id, ...reader } of users) {
    if ((await takeTurn(pool, perAccount, String(id))) > 0) continue;
    made.push({ reader, token: await prisma.$transaction((tx) => makeResetToken(tx, id, now)) });
  }
  return made;
}

/** For the command on the server. Undefined when there is nobody active of this name. */
export async function makeResetTokenFor(
  { prisma }: Database,
  username: string,
  now: Date,
): Promise<{ id: number; token: string } | undefined> {
  const user = await prisma.user.findUnique({ where: { username, is_active: true }, select: { id: true } });
  return user ? { ...user, token: await prisma.$transaction((tx) => makeResetToken(tx, user.id, now)) } : undefined;
}
