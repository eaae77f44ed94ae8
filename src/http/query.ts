import { z } from 'zod';
import { readId } from '../core/ids.ts';
import { oneLine } from './forms/fields.ts';

export const longestSearch = 200;

/** What was typed into a search field, tidied as what is stored is; what makes no sense is treated as absent. */
export const searchText = z
  .string()
  .transform((text) => oneLine(text.replaceAll('\0', '')).slice(0, longestSearch))
  .catch('')
  .meta({ maxlength: longestSearch });

/** One of the values, else `undefined`. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);

/** A row's id, else `undefined`. */
export const givenId = z.string().transform(readId).optional().catch(undefined);
