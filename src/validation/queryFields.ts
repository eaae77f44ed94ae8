import { z } from 'zod';
import { parseId } from '../core/ids.ts';
import { collapseWhitespace } from './formFields.ts';

export const maxSearchLength = 200;

/** What was typed into a search field, tidied as what is stored is; what makes no sense is treated as absent. */
export const searchText = z
  .string()
  .transform((text) => collapseWhitespace(text.replaceAll('\0', '')).slice(0, maxSearchLength))
  .catch('')
  .meta({ maxlength: maxSearchLength });

/** One of the values, else `undefined`. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);

/** A row's id, else `undefined`. */
export const givenId = z.string().transform(parseId).optional().catch(undefined);

/** `?page=`: a number that makes no sense is treated as absent. */
export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);
