import { audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { hashPassword } from './password.ts';
import { createToken, hashToken } from './tokens.ts';
import { setPasswordHash } from './users.service.ts';

const resetLifetimeMs = 3_600_000;

export interface ResetUser {
  id: number;
  username: string;
  email: string;
}

/** Invalidates older links. Only the token's hash is stored: show it, or mail it, once. */
export async function createResetToken(tx: Prisma.TransactionClient, userId: number, now: Date): Promise<string> {
  const { token, token_hash } = createToken();
  const row = { token_hash, created_at: now, expires_at: new Date(now.getTime() + resetLifetimeMs) };
  await tx.passwordReset.upsert({ where: { user_id: userId }, create: { user_id: userId, ...row }, update: row });
  return token;
}

/** Undefined when the link is unknown, used or expired, or the user is deactivated. */
export async function findResetUser({ prisma }: Database, token: string, now: Date): Promise<ResetUser | undefined> {
  const row = await prisma.passwordReset.findFirst({
    where: { token_hash: hashToken(token), expires_at: { gt: now }, user: { is_active: true } },
    select: { user: { select: { id: true, username: true, email: true } } },
  });
  return row?.user;
}

/** Also ends all sessions of the user; false when the link is invalid. */
export async function resetPassword(
  { prisma }: Database,
  { token, password }: { token: string; password: string },
  { now, ip }: { now: Date; ip: string },
): Promise<boolean> {
  const password_hash = await hashPassword(password);
  return prisma.$transaction(async (tx) => {
    const id = await consumeToken(tx, token, now);
    if (id === undefined) return false;
    await setPasswordHash(tx, id, password_hash);
    await audit(tx, { at: now, actor_id: id, action: 'password_reset', subject_id: id, ip });
    return true;
  });
}

async function consumeToken(tx: Prisma.TransactionClient, token: string, now: Date): Promise<number | undefined> {
  const rows = await tx.$queryRaw<{ user_id: number }[]>`
    DELETE FROM password_resets USING users
    WHERE token_hash = ${hashToken(token)} AND expires_at > ${now} AND id = user_id AND is_active
    RETURNING user_id`;
  return rows[0]?.user_id;
}
