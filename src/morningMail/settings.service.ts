import type { Database } from '../db/client.ts';
import { upsertProfile } from '../users/profile.service.ts';

/** Null when it is off. */
export async function getMorningMailHour({ prisma }: Database, user_id: number): Promise<number | null> {
  const profile = await prisma.profile.findUnique({ where: { user_id }, select: { morning_mail_hour: true } });
  return profile?.morning_mail_hour ?? null;
}

export async function setMorningMailHour({ prisma }: Database, userId: number, hour: number | null): Promise<void> {
  await upsertProfile(prisma, userId, { morning_mail_hour: hour });
}

/** Does nothing for an account that no longer exists. */
export async function stopMorningMail({ prisma }: Database, user_id: number): Promise<void> {
  await prisma.profile.updateMany({ where: { user_id }, data: { morning_mail_hour: null } });
}
