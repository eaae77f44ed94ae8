import type { Database } from '../db/client.ts';
import { upsertProfile } from '../users/profile.service.ts';

/** Switches the keyboard shortcuts of a user on or off. */
export async function setShortcuts({ prisma }: Database, userId: number, shortcuts: boolean): Promise<void> {
  await upsertProfile(prisma, userId, { shortcuts });
}
