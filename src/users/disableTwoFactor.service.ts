import { type Act, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Reader } from '../mail/mails.ts';
import { removeTwoFactor } from './twoFactor.service.ts';
import { endSessions } from './users.service.ts';

/**
 * For somebody who lost the phone and the recovery codes: their password alone signs them in again, every browser of theirs
 * is signed out, and the log has a line. Whom to tell; undefined when there was nothing to switch off.
 */
export async function switchOffTwoFactor(
  { prisma }: Database,
  id: number,
  act: Act & { details?: { by: 'command' } },
): Promise<Reader | undefined> {
  return prisma.$transaction(async (tx) => {
    const select = { username: true, email: true, profile: { select: { locale: true } } } as const;
    const { username, email, profile } = await tx.user.findUniqueOrThrow({ where: { id }, select });
    if (!(await removeTwoFactor(tx, id))) return undefined;
    await endSessions(tx, id);
    await audit(tx, { ...act, action: 'two_factor_removed', subject_id: id });
    return { username, email, locale: profile?.locale ?? 'en' };
  });
}
