import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { hashPassword } from './password.ts';
import { hashToken } from './tokens.ts';
import { insertUser, type NewUser } from './users.service.ts';

export const signUpModes = ['open', 'invite', 'closed'] as const;
export type SignUpMode = (typeof signUpModes)[number];

export const signUpSettingKey = 'sign_ups';

/** With an unknown value of the setting, nobody may sign up. */
export async function signUpMode(prisma: Pick<Database['prisma'], 'setting'>): Promise<SignUpMode> {
  const row = await prisma.setting.findUnique({ where: { key: signUpSettingKey } });
  return row ? (signUpModes.find((mode) => mode === row.value) ?? 'closed') : 'open';
}

export type SignUpRefusal = 'closed' | 'invite_needed' | 'invite_invalid';

/** Why nobody can sign up with this invitation (empty for none); undefined when it is possible. */
export async function findSignUpRefusal(
  { prisma }: Database,
  invite: string,
  now: Date,
): Promise<SignUpRefusal | undefined> {
  const mode = await signUpMode(prisma);
  if (mode === 'open') return undefined;
  if (mode === 'closed') return 'closed';
  if (invite === '') return 'invite_needed';
  const count = await prisma.invite.count({ where: usableInvite(invite, now) });
  return count > 0 ? undefined : 'invite_invalid';
}

export type SignUpResult = { userId: number } | { taken: true } | { refused: SignUpRefusal };

/** Creates an account, never an administrator. Uses the invitation in the same transaction. */
export async function signUp(database: Database, given: NewUser, invite: string, now: Date): Promise<SignUpResult> {
  const refused = await findSignUpRefusal(database, invite, now);
  if (refused) return { refused };
  const password_hash = await hashPassword(given.password);
  return database.prisma.$transaction(async (tx): Promise<SignUpResult> => {
    const byInvite = (await signUpMode(tx)) === 'invite';
    if (byInvite && !(await lockInvite(tx, invite, now))) return { refused: 'invite_invalid' };
    const userId = await insertUser(tx, given, password_hash, now);
    if (userId === undefined) return { taken: true };
    if (byInvite)
      await tx.invite.updateMany({ where: usableInvite(invite, now), data: { uses_left: { decrement: 1 } } });
    return { userId };
  });
}

/** Other sign-ups with the same link wait for this transaction. */
async function lockInvite(tx: Prisma.TransactionClient, invite: string, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM invites WHERE token_hash = ${hashToken(invite)} AND uses_left > 0 AND expires_at > ${now} FOR UPDATE`;
  return rows.length > 0;
}

function usableInvite(invite: string, now: Date): Prisma.InviteWhereInput {
  return { token_hash: hashToken(invite), ...usableInvites(now) };
}

export function usableInvites(now: Date): Prisma.InviteWhereInput {
  return { uses_left: { gt: 0 }, expires_at: { gt: now } };
}
