import type { Prisma } from './generated/client.ts';

const tables = 'acts, changes, contacts, companies, interactions, tasks, import_rows';

/**
 * Updates PostgreSQL's statistics, which count what this transaction has written. PostgreSQL does so by itself a minute
 * later; until then it plans as if the many new rows did not exist. An error leaves the transaction as it was. @throws
 */
export async function analyzeTables(client: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>): Promise<void> {
  await client.$executeRawUnsafe('SAVEPOINT statistics');
  try {
    await client.$executeRawUnsafe(`ANALYZE ${tables}`);
  } catch (error) {
    await client.$executeRawUnsafe('ROLLBACK TO SAVEPOINT statistics');
    throw error;
  }
}
