const maxId = 2 ** 31 - 1;

/** A row's id from a path, form or query, in the range of PostgreSQL's integer; undefined for anything else. */
export function parseId(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) return undefined;
  return Number(text) <= maxId ? Number(text) : undefined;
}

export function isId(text: unknown): boolean {
  return parseId(text) !== undefined;
}

/** As parseId(), for columns of PostgreSQL's bigint. */
export function parseBigId(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[1-9]\d{0,15}$/.test(text)) return undefined;
  return Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}
