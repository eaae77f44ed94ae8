const most = 2_147_483_647;

/** A number of tokens as a provider tells it; 0 for what is none. An answer is worth more than the count of it. */
export function tokensOf(told: unknown): number {
  return typeof told === 'number' && Number.isInteger(told) && told >= 0 ? Math.min(told, most) : 0;
}

/** The model that says it answered, else the one that was asked. */
export function modelOf(told: unknown, asked: string): string {
  return (typeof told === 'string' && told.replaceAll('\0', '')) || asked;
}
