import { type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Invite } from '../db/generated/client.ts';
import { type SignUpMode, signUpMode, signUpSettingKey, usableInvites } from '../users/signUps.service.ts';
import { createToken } from '../users/tokens.ts';

const maxInvites = 50;
const dayMs = 86_400_000;

export interface SignUpRules {
  mode: SignUpMode;
  invites: Invite[];
}

export async function getSignUpRules({ prisma }: Database, now: Date): Promise<SignUpRules> {
  const invites = await prisma.invite.findMany({
    where: usableInvites(now),
    orderBy: [{ expires_at: 'asc' }, { id: 'asc' }],
    take: maxInvites,
  });
  return { mode: await signUpMode(prisma), invites };
}

export async function setSignUpMode({ prisma }: Database, mode: SignUpMode, context: AuditContext): Promise<void> {
  const key = signUpSettingKey;
  await prisma.$transaction([
    prisma.setting.upsert({ where: { key }, create: { key, value: mode }, update: { value: mode } }),
    audit(prisma, { ...context, action: 'sign_ups_changed', details: { mode } }),
  ]);
}

/** Returns the token of a new invitation and deletes the invitations that can no longer be used. */
export async function createInvite(
  { prisma }: Database,
  { uses, days }: { uses: number; days: number },
  context: AuditContext,
): Promise<string> {
  const { token, token_hash } = createToken();
  const expires_at = new Date(context.at.getTime() + days * dayMs);
  await prisma.$transaction([
    prisma.invite.deleteMany({ where: { NOT: usableInvites(context.at) } }),
    prisma.invite.create({ data: { token_hash, uses_left: uses, created_at: context.at, expires_at } }),
    audit(prisma, { ...context, action: 'invite_made', details: { uses, days } }),
  ]);
  return token;
}

/** @throws when there is no such invitation (404) */
export async function revokeInvite({ prisma }: Database, id: number, context: AuditContext): Promise<void> {
  await prisma.$transaction([
    prisma.invite.delete({ where: { id } }),
    audit(prisma, { ...context, action: 'invite_revoked' }),
  ]);
}
