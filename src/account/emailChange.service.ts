import type { Database } from '../db/client.ts';
import type { Reader } from '../mail/mails.ts';
import { hashOf, makeToken } from '../users/tokens.ts';
import { setEmail } from '../users/users.service.ts';

const lifetimeMs = 86_400_000;

/** Notes a new address that waits for its confirmation, in place of an older one; gives the token of the link. */
export async function askEmailChange({ prisma }: Database, userId: number, email: string, now: Date): Promise<string> {
  const { token, token_hash } = makeToken();
  const row = { email, token_hash, created_at: now, expires_at: new Date(now.getTime() + lifetimeMs) };
  await prisma.emailChange.upsert({ where: { user_id: userId }, create: { user_id: userId, ...row }, update: row });
  return token;
}

/** The new address that a link of this user confirms; undefined when it is somebody else's, used or too old. */
export async function findEmailChange(
  { prisma }: Database,
  userId: number,
  token: string,
  now: Date,
): Promise<string | undefined> {
  const where = { user_id: userId, token_hash: hashOf(token), expires_at: { gt: now } };
  return (await prisma.emailChange.findFirst({ where, select: { email: true } }))?.email;
}

/** Uses the link up and sets the address; undefined when it does not work. */
export async function confirmEmailChange(
  { prisma }: Database,
  user: Reader & { id: number },
  token: string,
  now: Date,
): Promise<string | undefined> {
  return prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ email: string }[]>`
      DELETE FROM email_changes WHERE user_id = ${user.id} AND token_hash = ${hashOf(token)} AND expires_at > ${now}
      RETURNING email`;
    const email = rows[0]?.email;
    if (email === undefined) return undefined;
    await setEmail(tx, user.id, email);
    return email;
  });
}

/** The address that waits, for the profile to say so. */
export async function waitingEmail({ prisma }: Database, userId: number, now: Date): Promise<string> {
  const where = { user_id: userId, expires_at: { gt: now } };
  return (await prisma.emailChange.findFirst({ where, select: { email: true } }))?.email ?? '';
}
