interface DatabaseError {
  code?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
}

/** Whether a write failed since the record that it links to does not exist. */
export function isMissingLink(error: unknown): boolean {
  const { code, meta } = (error ?? {}) as DatabaseError;
  return code === 'P2003' || meta?.driverAdapterError?.cause?.originalCode === '23503';
}
