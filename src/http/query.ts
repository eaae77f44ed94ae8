import { z } from 'zod';

/** What was typed into a search field; what makes no sense is treated as absent. */
export const searchText = z
  .string()
  .transform((text) => text.replaceAll('\0', '').replace(/\s+/gu, ' ').trim().slice(0, 200))
  .catch('');

/** One of the values, else `undefined`. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);
