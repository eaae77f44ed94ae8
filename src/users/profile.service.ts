import type { Prisma } from '../db/generated/client.ts';

type ProfileFields = Omit<Prisma.ProfileUncheckedCreateInput, 'user_id'>;

/**
 * Changes a profile, or creates it. Not by one statement, which a distributed PostgreSQL would refuse for the language.
 */
export async function upsertProfile(
  prisma: Prisma.TransactionClient,
  user_id: number,
  data: ProfileFields,
): Promise<void> {
  const { count } = await prisma.profile.updateMany({ where: { user_id }, data });
  if (count === 0) await prisma.profile.createMany({ data: [{ user_id, ...data }], skipDuplicates: true });
}
