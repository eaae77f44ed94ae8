import type { Database } from '../db/client.ts';

/** The user's own switch. */
export async function setAiEnabled({ prisma }: Database, userId: number, ai_enabled: boolean): Promise<void> {
  await prisma.profile.upsert({
    where: { user_id: userId },
    create: { user_id: userId, ai_enabled },
    update: { ai_enabled },
  });
}

/** The user agreed to send entries to these providers. */
export async function agreeToSend({ prisma }: Database, userId: number, providers: string[]): Promise<void> {
  const ai_consent = providers.join(',');
  await prisma.profile.upsert({
    where: { user_id: userId },
    create: { user_id: userId, ai_consent },
    update: { ai_consent },
  });
}
