import type { interactionTypes } from './interactions.schema.ts';

/** The drawing of each kind, in the order in which a form offers them. */
export const interactionIcons: Record<(typeof interactionTypes)[number], string> = {
  note: 'sticky',
  call: 'telephone',
  email: 'envelope',
  meeting: 'people',
};
