import { z } from 'zod';
import { parseId } from '../core/ids.ts';
import { collapseWhitespace, parseIdList } from './formFields.ts';

export const maxSearchLength = 200;

export const searchText = z
  .string()
  .transform((text) => collapseWhitespace(text.replaceAll('\0', '')).slice(0, maxSearchLength))
  .catch('')
  .meta({ maxlength: maxSearchLength });

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);

export const givenId = z.string().transform(parseId).optional().catch(undefined);

/** Ids in parameters with the same name, at most `max`. Invalid ids count as absent. */
export const givenIds = (max: number) =>
  z
    .unknown()
    .optional()
    .transform((value) => parseIdList(value).slice(0, max));

export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);
