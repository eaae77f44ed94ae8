import { formFor } from '../http/forms/formFor.ts';
import { momentIn } from '../i18n/dates.ts';
import { type ComposerForm, composerSchema } from './interactions.schema.ts';

// Its field names are the same at any moment, and building the checks anew costs a contact's page a millisecond.
const schema = composerSchema(momentIn('UTC', new Date(0)));

export function blankComposer(): ComposerForm {
  return formFor(schema, { interaction_type: 'note', next: 'none' });
}
