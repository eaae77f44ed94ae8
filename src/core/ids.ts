// PostgreSQL's integer.
const largest = 2 ** 31 - 1;

/** What is a row's id: digits from 1 to 2³¹−1, however they arrive (path, form, query). @returns undefined for anything else */
export function readId(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) return undefined;
  return Number(text) <= largest ? Number(text) : undefined;
}

export function isId(text: unknown): boolean {
  return readId(text) !== undefined;
}
