import { type Act, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Invite } from '../db/generated/client.ts';
import { type SignUpMode, signUpMode, signUpSetting, usableInvites } from '../users/signUps.service.ts';
import { makeToken } from '../users/tokens.ts';

/** More than anybody hands out: the page shows them all. */
const mostInvites = 50;
const dayMs = 86_400_000;

export interface SignUps {
  mode: SignUpMode;
  invites: Invite[];
}

export async function readSignUps({ prisma }: Database, now: Date): Promise<SignUps> {
  const invites = await prisma.invite.findMany({
    where: usableInvites(now),
    orderBy: [{ expires_at: 'asc' }, { id: 'asc' }],
    take: mostInvites,
  });
  return { mode: await signUpMode(prisma), invites };
}

export async function setSignUps({ prisma }: Database, mode: SignUpMode, act: Act): Promise<void> {
  const key = signUpSetting;
  await prisma.$transaction([
    prisma.setting.upsert({ where: { key }, create: { key, value: mode }, update: { value: mode } }),
    audit(prisma, { ...act, action: 'sign_ups_changed', details: { mode } }),
  ]);
}

/** The token of a new invitation. What can no longer be used is cleared away on this occasion. */
export async function makeInvite(
  { prisma }: Database,
  { uses, days }: { uses: number; days: number },
  act: Act,
): Promise<string> {
  const { token, token_hash } = makeToken();
  const expires_at = new Date(act.at.getTime() + days * dayMs);
  await prisma.$transaction([
    prisma.invite.deleteMany({ where: { NOT: usableInvites(act.at) } }),
    prisma.invite.create({ data: { token_hash, uses_left: uses, created_at: act.at, expires_at } }),
    audit(prisma, { ...act, action: 'invite_made', details: { uses, days } }),
  ]);
  return token;
}

/** @throws when there is no such invitation (404) */
export async function revokeInvite({ prisma }: Database, id: number, act: Act): Promise<void> {
  await prisma.$transaction([
    prisma.invite.delete({ where: { id } }),
    audit(prisma, { ...act, action: 'invite_revoked' }),
  ]);
}
