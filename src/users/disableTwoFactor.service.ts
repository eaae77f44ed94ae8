import { type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Recipient } from '../mail/mails.ts';
import { deletePasskeys } from './passkeys.service.ts';
import { endAllSessions } from './sessions.service.ts';
import { deleteTwoFactor } from './twoFactor.service.ts';

/** For a user who lost the phone and the recovery codes. Returns whom to notify; undefined if it was not enabled. */
export async function disableLostTwoFactor(
  { prisma }: Database,
  id: number,
  context: AuditContext & { details?: { by: 'command' } },
): Promise<Recipient | undefined> {
  return prisma.$transaction(async (tx) => {
    const select = { username: true, email: true } as const;
    const { username, email } = await tx.user.findUniqueOrThrow({ where: { id }, select });
    const profile = await tx.profile.findUnique({ where: { user_id: id }, select: { locale: true } });
    if (!(await deleteTwoFactor(tx, id))) return undefined;
    // The lost phone may have one.
    await deletePasskeys(tx, id);
    await endAllSessions(tx, id);
    await audit(tx, { ...context, action: 'two_factor_removed', subject_id: id });
    return { username, email, locale: profile?.locale ?? 'en' };
  });
}
