import { randomBytes } from 'node:crypto';
import { type Act, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import { usualTimeZone } from '../i18n/locale.ts';
import { hashPassword } from '../users/password.ts';
import { makeResetToken } from '../users/passwordReset.service.ts';
import { insertUser } from '../users/users.service.ts';
import type { UserCreateInput } from './users.schema.ts';

/** Makes an account, to be opened by the given password (once) or by a one-time link; undefined when the name is taken. */
export async function createAccount(
  { prisma }: Database,
  { password1, is_staff, ...given }: UserCreateInput,
  act: Act,
): Promise<number | undefined> {
  const password_hash = await hashPassword(password1 || randomBytes(32).toString('base64url'));
  return prisma.$transaction(async (tx) => {
    const person = { ...given, time_zone: usualTimeZone(given.locale) };
    const id = await insertUser(tx, person, password_hash, act.at);
    if (id === undefined) return undefined;
    await tx.user.update({ where: { id }, data: { is_staff, must_change_password: password1 !== '' } });
    await audit(tx, { ...act, action: 'user_created', subject_id: id });
    if (is_staff) await audit(tx, { ...act, action: 'staff_given', subject_id: id });
    return id;
  });
}

/** The token of a new one-time link; undefined for a deactivated user, whom it would not let in. */
export async function makeResetLink({ prisma }: Database, id: number, act: Act): Promise<string | undefined> {
  return prisma.$transaction(async (tx) => {
    const { is_active } = await tx.user.findUniqueOrThrow({ where: { id }, select: { is_active: true } });
    if (!is_active) return undefined;
    await audit(tx, { ...act, action: 'reset_link_made', subject_id: id });
    return makeResetToken(tx, id, act.at);
  });
}
