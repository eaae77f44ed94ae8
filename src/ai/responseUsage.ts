const maxInt = 2_147_483_647;

/** The number of tokens that a provider reports; 0 when it is not a number, since the answer matters more. */
export function tokenCount(reported: unknown): number {
  return typeof reported === 'number' && Number.isInteger(reported) && reported >= 0 ? Math.min(reported, maxInt) : 0;
}

export function modelName(reported: unknown, requested: string): string {
  return (typeof reported === 'string' && reported.replaceAll('\0', '')) || requested;
}
