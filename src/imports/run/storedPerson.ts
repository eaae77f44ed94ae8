import type { ContactPoint } from '../../contacts/contactPoints.ts';
import type { Contact } from '../../db/generated/client.ts';

/** The columns of a contact that an import writes. */
export const personColumns = [
  'first_name',
  'last_name',
  'company_id',
  'position',
  'email',
  'email_label',
  'more_emails',
  'phone',
  'phone_label',
  'more_phones',
  'address',
  'birthday',
  'source',
  'status',
  'is_starred',
  'tag_ids',
  'keep_in_touch_days',
  'notes',
] as const;

type Columns = Pick<Contact, Exclude<(typeof personColumns)[number], 'more_emails' | 'more_phones'>>;

/** The columns of a contact, before or after the import. */
export interface PersonFields extends Columns {
  more_emails: ContactPoint[];
  more_phones: ContactPoint[];
}

export interface StoredPerson extends PersonFields {
  id: number;
}
