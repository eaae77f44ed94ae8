import { randomBytes } from 'node:crypto';
import { type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import { defaultTimeZone } from '../i18n/locale.ts';
import { hashPassword } from '../users/password.ts';
import { createResetToken } from '../users/passwordReset.service.ts';
import { insertUser } from '../users/users.service.ts';
import type { UserCreateInput } from './users.schema.ts';

/**
 * Creates an account with a first password or, without one, to be opened by a reset link; undefined when the name is
 * taken.
 */
export async function createAccount(
  { prisma }: Database,
  { password1, is_staff, ...fields }: UserCreateInput,
  context: AuditContext,
): Promise<number | undefined> {
  const password_hash = await hashPassword(password1 || randomBytes(32).toString('base64url'));
  return prisma.$transaction(async (tx) => {
    const user = { ...fields, time_zone: defaultTimeZone(fields.locale) };
    const id = await insertUser(tx, user, password_hash, context.at);
    if (id === undefined) return undefined;
    await tx.user.update({
      where: { id },
      data: { is_staff, staff_since: is_staff ? context.at : null, must_change_password: password1 !== '' },
    });
    await audit(tx, { ...context, action: 'user_created', subject_id: id });
    if (is_staff) await audit(tx, { ...context, action: 'staff_given', subject_id: id });
    return id;
  });
}

/** Returns the token of a new one-time link; undefined when the user is deactivated. */
export async function createResetLink(
  { prisma }: Database,
  id: number,
  context: AuditContext,
): Promise<string | undefined> {
  return prisma.$transaction(async (tx) => {
    const { is_active } = await tx.user.findUniqueOrThrow({ where: { id }, select: { is_active: true } });
    if (!is_active) return undefined;
    await audit(tx, { ...context, action: 'reset_link_made', subject_id: id });
    return createResetToken(tx, id, context.at);
  });
}
