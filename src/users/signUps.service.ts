import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { hashPassword } from './password.ts';
import { hashOf } from './tokens.ts';
import { insertUser, type NewUser } from './users.service.ts';

export const signUpModes = ['open', 'invite', 'closed'] as const;
export type SignUpMode = (typeof signUpModes)[number];

export const signUpSetting = 'sign_ups';

/** Who may sign up: everybody unless an administrator said otherwise; nobody when the setting cannot be read. */
export async function signUpMode(prisma: Pick<Database['prisma'], 'setting'>): Promise<SignUpMode> {
  const row = await prisma.setting.findUnique({ where: { key: signUpSetting } });
  return row ? (signUpModes.find((mode) => mode === row.value) ?? 'closed') : 'open';
}

/** Why somebody cannot sign up. */
export type Refusal = 'closed' | 'invite_needed' | 'invite_spent';

/** What stands in the way of signing up with this invitation (empty: none); undefined when nothing does. */
export async function signUpRefusal({ prisma }: Database, invite: string, now: Date): Promise<Refusal | undefined> {
  const mode = await signUpMode(prisma);
  if (mode === 'open') return undefined;
  if (mode === 'closed') return 'closed';
  if (invite === '') return 'invite_needed';
  const found = await prisma.invite.count({ where: usable(invite, now) });
  return found > 0 ? undefined : 'invite_spent';
}

export type SignedUp = { made: number } | { taken: true } | { refused: Refusal };

/** Makes an ordinary user, never staff, if sign-ups allow it now; an invitation is used up with it or not at all. */
export async function signUp(database: Database, given: NewUser, invite: string, now: Date): Promise<SignedUp> {
  const refused = await signUpRefusal(database, invite, now);
  if (refused) return { refused };
  const password_hash = await hashPassword(given.password);
  return database.prisma.$transaction(async (tx): Promise<SignedUp> => {
    const byInvite = (await signUpMode(tx)) === 'invite';
    if (byInvite && !(await holdInvite(tx, invite, now))) return { refused: 'invite_spent' };
    const made = await insertUser(tx, given, password_hash, now);
    if (made === undefined) return { taken: true };
    if (byInvite) await tx.invite.updateMany({ where: usable(invite, now), data: { uses_left: { decrement: 1 } } });
    return { made };
  });
}

/** Others who come with the same link wait until this one is done. */
async function holdInvite(tx: Prisma.TransactionClient, invite: string, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM invites WHERE token_hash = ${hashOf(invite)} AND uses_left > 0 AND expires_at > ${now} FOR UPDATE`;
  return rows.length > 0;
}

function usable(invite: string, now: Date): Prisma.InviteWhereInput {
  return { token_hash: hashOf(invite), ...usableInvites(now) };
}

/** Those that can still be used. */
export function usableInvites(now: Date): Prisma.InviteWhereInput {
  return { uses_left: { gt: 0 }, expires_at: { gt: now } };
}
