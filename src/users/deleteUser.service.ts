import { type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { retryWriteConflicts } from '../db/writeConflict.ts';
import { isLastStaffForUpdate } from './lastStaff.service.ts';
import { countRecords } from './recordCounts.service.ts';
import { endAllSessions } from './sessions.service.ts';

/** A hundred thousand records take longer than Prisma's default of five seconds. */
const deleteTimeoutMs = 120_000;

/** `last_staff`: refused, since nobody else could open the admin area. */
export type Outcome = 'done' | 'last_staff';

/** The audit log keeps how many records there were. @throws when there is no such user (404) */
export async function deleteUser({ prisma }: Database, id: number, context: AuditContext): Promise<Outcome> {
  const timeout = deleteTimeoutMs;
  // A deletion of many records that runs in the background locks the same rows in another order.
  return retryWriteConflicts(() => prisma.$transaction((tx) => deleteUserIn(tx, id, context), { timeout }));
}

async function deleteUserIn(tx: Prisma.TransactionClient, id: number, context: AuditContext): Promise<Outcome> {
  await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true } });
  if (await isLastStaffForUpdate(tx, id)) return 'last_staff';
  const counts = (await countRecords(tx, [id]))(id);
  await endAllSessions(tx, id);
  await tx.user.delete({ where: { id }, select: { id: true } });
  // Written last, since from here on other entries wait for this transaction.
  await audit(tx, { ...context, action: 'user_deleted', subject_id: id, details: { ...counts } });
  return 'done';
}
