import type { Prisma } from '../db/generated/client.ts';

/**
 * Whether nobody could open the admin area any more if this user lost the right, or went. Ask inside the transaction that
 * takes it away, before it does: a second one that asks waits until the first has ended, and then sees what it did.
 */
export async function wouldLeaveNobody(tx: Prisma.TransactionClient, id: number): Promise<boolean> {
  const staff = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM users WHERE is_staff AND is_active ORDER BY id FOR NO KEY UPDATE`;
  return staff.length === 1 && staff[0]?.id === id;
}
