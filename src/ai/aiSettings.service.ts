import type { Database } from '../db/client.ts';
import { upsertProfile } from '../users/profile.service.ts';

export async function setAiEnabled({ prisma }: Database, userId: number, ai_enabled: boolean): Promise<void> {
  await upsertProfile(prisma, userId, { ai_enabled });
}

export async function saveConsent({ prisma }: Database, userId: number, providers: string[]): Promise<void> {
  await upsertProfile(prisma, userId, { ai_consent: providers.join(',') });
}
