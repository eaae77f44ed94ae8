import type { Database } from '../db/client.ts';

/** Leaves out users that do not exist any more. */
export async function readUsernames({ prisma }: Database, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const users = await prisma.user.findMany({ where: { id: { in: ids } }, select: { id: true, username: true } });
  return new Map(users.map(({ id, username }) => [id, username]));
}
