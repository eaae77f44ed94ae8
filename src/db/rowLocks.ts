import { Prisma } from './generated/client.ts';

export type RecordTable = 'tags' | 'companies' | 'contacts' | 'interactions' | 'tasks';
type Client = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>;

export async function lockOwner(client: Client, userId: number): Promise<void> {
  await client.$executeRaw`SELECT FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
}

/** Returns `updated_at`; undefined when there is no such record. */
export async function lockRow(
  client: Client,
  table: RecordTable,
  { userId, id }: { userId: number; id: number },
): Promise<Date | undefined> {
  const [row] = await client.$queryRaw<{ updated_at: Date }[]>`
    SELECT updated_at FROM ${Prisma.raw(table)} WHERE user_id = ${userId} AND id = ${id} FOR NO KEY UPDATE`;
  return row?.updated_at;
}
