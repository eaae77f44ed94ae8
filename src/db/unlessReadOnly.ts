const readOnlyTransaction = '25006';

/** For what only saves work: on a standby, which takes no writes, it is left out. */
export async function unlessReadOnly<T>(write: () => Promise<T>): Promise<T | undefined> {
  return write().catch((error: { code?: unknown }) => {
    if (error.code === readOnlyTransaction) return undefined;
    throw error;
  });
}
