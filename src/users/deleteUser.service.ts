import { type Act, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import { wouldLeaveNobody } from './lastStaff.service.ts';
import { countRecords } from './recordCounts.service.ts';
import { endSessions } from './users.service.ts';

/** Deleting somebody with a hundred thousand records takes longer than Prisma's usual five seconds. */
const deleteTimeoutMs = 120_000;

/** `last_staff`: refused, since nobody would be left who can do what staff can. */
export type Outcome = 'done' | 'last_staff';

/** Deletes a user with all that is theirs; the log keeps how much that was. @throws when there is no such user (404) */
export async function deleteUser({ prisma }: Database, id: number, act: Act): Promise<Outcome> {
  return prisma.$transaction(
    async (tx) => {
      await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true } });
      if (await wouldLeaveNobody(tx, id)) return 'last_staff';
      const counts = (await countRecords(tx, [id]))(id);
      await audit(tx, { ...act, action: 'user_deleted', subject_id: id, details: { ...counts } });
      await endSessions(tx, id);
      await tx.user.delete({ where: { id }, select: { id: true } });
      return 'done';
    },
    { timeout: deleteTimeoutMs },
  );
}
