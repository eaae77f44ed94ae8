import type { Database } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';

const activeStaff = Prisma.sql`SELECT id FROM users WHERE is_staff AND is_active ORDER BY id`;

type Staff = { id: number }[];

/** Locks the staff rows, so that two requests cannot remove the last two staff members. */
export async function isLastStaffForUpdate(tx: Prisma.TransactionClient, id: number): Promise<boolean> {
  return isOnly(await tx.$queryRaw<Staff>`${activeStaff} FOR NO KEY UPDATE`, id);
}

export async function isLastStaff({ prisma }: Database, id: number): Promise<boolean> {
  return isOnly(await prisma.$queryRaw<Staff>(activeStaff), id);
}

function isOnly(staff: Staff, id: number): boolean {
  return staff.length === 1 && staff[0]?.id === id;
}
