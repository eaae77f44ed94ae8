import { Prisma } from './generated/client.ts';

const maxAttempts = 4;

/**
 * Runs a whole transaction, and repeats it when PostgreSQL aborts it because of a deadlock or a serialization failure.
 */
export async function retryWriteConflicts<T>(transaction: () => Promise<T>, attempts = maxAttempts): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    if (attempts > 1 && isWriteConflict(error)) return retryWriteConflicts(transaction, attempts - 1);
    throw error;
  }
}

/** Prisma's one code for PostgreSQL's 40001 and 40P01. */
function isWriteConflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
}
