import type { Database } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';

const activeStaff = Prisma.sql`SELECT id FROM users WHERE is_staff AND is_active ORDER BY id`;

type Staff = { id: number }[];

/**
 * Whether nobody could open the admin area any more if this user lost the right, or went. Ask inside the transaction that
 * takes it away, before it does: a second one that asks waits until the first has ended, and then sees what it did.
 */
export async function wouldLeaveNobody(tx: Prisma.TransactionClient, id: number): Promise<boolean> {
  return isOnly(await tx.$queryRaw<Staff>`${activeStaff} FOR NO KEY UPDATE`, id);
}

/** The same for a page that only tells it: without waiting, and true of this moment only. */
export async function isLastStaff({ prisma }: Database, id: number): Promise<boolean> {
  return isOnly(await prisma.$queryRaw<Staff>(activeStaff), id);
}

function isOnly(staff: Staff, id: number): boolean {
  return staff.length === 1 && staff[0]?.id === id;
}
