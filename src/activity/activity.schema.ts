import { z } from 'zod';
import { causes } from '../db/acts.ts';
import { recordKinds } from '../history/recordKinds.ts';
import { givenId, oneOf, pageNumber } from '../validation/queryFields.ts';

export const ActivityQuerySchema = z.object({
  page: pageNumber,
  kind: oneOf(recordKinds),
  cause: oneOf(causes),
  contact: givenId,
  actor: givenId,
});

export type ActivityQuery = z.output<typeof ActivityQuerySchema>;
