import type { Prisma } from './generated/client.ts';

export interface TransactionOptions {
  isolationLevel?: Prisma.TransactionIsolationLevel;
  /** In milliseconds; 5,000 when absent. */
  timeout?: number;
}

export const longTransaction = { timeout: 60_000 };
