const readOnlyTransaction = '25006';

/** Skips a write that only saves work when the database is read-only, as a standby is. */
export async function unlessReadOnly<T>(write: () => Promise<T>): Promise<T | undefined> {
  return write().catch((error: { code?: unknown }) => {
    if (error.code === readOnlyTransaction) return undefined;
    throw error;
  });
}
