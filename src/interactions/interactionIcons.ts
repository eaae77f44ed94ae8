import type { interactionTypes } from './interactions.schema.ts';

/** The icon of each type, in the order of the form. */
export const interactionIcons: Record<(typeof interactionTypes)[number], string> = {
  note: 'sticky',
  call: 'telephone',
  email: 'envelope',
  meeting: 'people',
};
