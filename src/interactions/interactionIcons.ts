import type { interactionTypes } from './interactions.schema.ts';

export const interactionIcons: Record<(typeof interactionTypes)[number], string> = {
  note: 'sticky',
  call: 'telephone',
  email: 'envelope',
  meeting: 'people',
};
