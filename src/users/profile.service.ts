import type { Prisma } from '../db/generated/client.ts';

type ProfileFields = Omit<Prisma.ProfileUncheckedCreateInput, 'user_id'>;

export function upsertProfile(prisma: Prisma.TransactionClient, user_id: number, data: ProfileFields) {
  return prisma.profile.upsert({
    where: { user_id },
    create: { user_id, ...data },
    update: data,
    select: { user_id: true },
  });
}
