import { z } from 'zod';
import { required, singleLine } from '../validation/formFields.ts';

/** The parameters of a list are never longer. */
const maxQueryLength = 2_000;

export const SavedViewSchema = z.object({
  name: required(singleLine(50)),
  /** The parameters of the list, as in its address. */
  query: singleLine(maxQueryLength),
});

const viewActions = ['rename', 'up', 'down', 'default', 'no_default', 'delete'] as const;
export type ViewAction = (typeof viewActions)[number];

export const ViewActionSchema = z.object({ do: z.enum(viewActions, 'forms.choice'), name: singleLine(50) });
