// PostgreSQL's integer.
const maxId = 2 ** 31 - 1;

/** What is a row's id: digits from 1 to 2³¹−1, however they arrive (path, form, query). @returns undefined for anything else */
export function parseId(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) return undefined;
  return Number(text) <= maxId ? Number(text) : undefined;
}

export function isId(text: unknown): boolean {
  return parseId(text) !== undefined;
}
