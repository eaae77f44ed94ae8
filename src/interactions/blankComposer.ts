import { formFor } from '../http/forms/formFor.ts';
import { momentIn } from '../i18n/dates.ts';
import type { DueTask } from '../tasks/dueTasks.service.ts';
import { type ComposerForm, composerSchema, interactionTypes } from './interactions.schema.ts';

// The field names are the same at any moment, and building the schema again would cost the page of a contact a
// millisecond.
const schema = composerSchema(momentIn('UTC', new Date(0)));

/**
 * A composer in which the most pressing of the contact's due tasks is ticked as done too.
 * @param type the type that a link asks for (`?type=call`)
 */
export function blankComposer(due: DueTask[], type?: unknown): ComposerForm {
  const interaction_type = interactionTypes.find((one) => one === type) ?? 'note';
  return formFor(schema, { interaction_type, next: 'none', completed_tasks: String(due[0]?.id ?? '') });
}
