import { z } from 'zod';

/** `?page=`: a number that makes no sense is treated as absent. */
export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);
