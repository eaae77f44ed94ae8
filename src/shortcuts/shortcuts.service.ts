import type { Database } from '../db/client.ts';

/** Switches the keyboard shortcuts of a user on or off. */
export async function setShortcuts({ prisma }: Database, userId: number, shortcuts: boolean): Promise<void> {
  await prisma.profile.upsert({
    where: { user_id: userId },
    create: { user_id: userId, shortcuts },
    update: { shortcuts },
    select: { user_id: true },
  });
}
