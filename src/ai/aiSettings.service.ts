import type { Database } from '../db/client.ts';
import { saveProfile } from '../users/profile.service.ts';

/** The user's own switch. */
export async function setAiEnabled({ prisma }: Database, userId: number, ai_enabled: boolean): Promise<void> {
  await saveProfile(prisma, userId, { ai_enabled });
}

/** The user agreed to send entries to these providers. */
export async function agreeToSend({ prisma }: Database, userId: number, providers: string[]): Promise<void> {
  await saveProfile(prisma, userId, { ai_consent: providers.join(',') });
}
