import type { Database } from '../db/client.ts';
import type { Recipient } from '../mail/mails.ts';
import { createToken, hashToken } from './tokens.ts';
import { setEmail } from './users.service.ts';

const lifetimeMs = 86_400_000;

/** Stores a new address until it is confirmed and replaces an earlier one. Returns the token of the link. */
export async function createEmailChange(
  { prisma }: Database,
  userId: number,
  email: string,
  now: Date,
): Promise<string> {
  const { token, token_hash } = createToken();
  const row = { email, token_hash, created_at: now, expires_at: new Date(now.getTime() + lifetimeMs) };
  await prisma.emailChange.upsert({ where: { user_id: userId }, create: { user_id: userId, ...row }, update: row });
  return token;
}

/** The address that a link confirms; undefined when the link is used, expired or belongs to another user. */
export async function findEmailChange(
  { prisma }: Database,
  userId: number,
  token: string,
  now: Date,
): Promise<string | undefined> {
  const where = { user_id: userId, token_hash: hashToken(token), expires_at: { gt: now } };
  return (await prisma.emailChange.findFirst({ where, select: { email: true } }))?.email;
}

/** Consumes the link and sets the address; undefined when the link is invalid. */
export async function confirmEmailChange(
  { prisma }: Database,
  user: Recipient & { id: number },
  token: string,
  now: Date,
): Promise<string | undefined> {
  return prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ email: string }[]>`
      DELETE FROM email_changes WHERE user_id = ${user.id} AND token_hash = ${hashToken(token)} AND expires_at > ${now}
      RETURNING email`;
    const email = rows[0]?.email;
    if (email === undefined) return undefined;
    await setEmail(tx, user.id, email);
    return email;
  });
}

/**
 * The unconfirmed address; empty when there is none. For an account without an address, it also counts after its link
 * has expired.
 */
export async function findPendingEmail({ prisma }: Database, userId: number, now: Date): Promise<string> {
  const where = { user_id: userId, OR: [{ expires_at: { gt: now } }, { user: { email: '' } }] };
  return (await prisma.emailChange.findFirst({ where, select: { email: true } }))?.email ?? '';
}
