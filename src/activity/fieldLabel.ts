import type { RecordKind } from '../history/recordKinds.ts';
import type { TextKey, Translate } from '../i18n/translate.ts';
import type { ChangeLine } from './changeLines.service.ts';

export type Field = Pick<ChangeLine, 'kind' | 'field'>;

const labelKeys: Record<RecordKind, Record<string, TextKey>> = {
  contacts: {
    first_name: 'contacts.field.first_name',
    last_name: 'contacts.field.last_name',
    company_id: 'contacts.field.company',
    position: 'contacts.field.position',
    email: 'contacts.field.email',
    email_label: 'contacts.field.email_label',
    more_emails: 'contacts.field.more_emails',
    phone: 'contacts.field.phone',
    phone_label: 'contacts.field.phone_label',
    more_phones: 'contacts.field.more_phones',
    address: 'contacts.field.address',
    birthday: 'contacts.field.birthday',
    source: 'contacts.field.source',
    status: 'contacts.field.status',
    is_starred: 'contacts.field.is_starred',
    tag_ids: 'tags.field.tags',
    keep_in_touch_days: 'contacts.field.keep_in_touch_days',
    touch_snoozed_until: 'contacts.field.touch_snoozed_until',
    notes: 'contacts.field.notes',
  },
  companies: {
    name: 'companies.field.name',
    website: 'companies.field.website',
    industry: 'companies.field.industry',
    address: 'companies.field.address',
    phone: 'companies.field.phone',
    email: 'companies.field.email',
    tax_id: 'companies.field.tax_id',
    tag_ids: 'tags.field.tags',
    notes: 'companies.field.notes',
  },
  tags: {
    name: 'tags.field.name',
    color: 'tags.field.color',
    keep_in_touch_days: 'tags.field.keep_in_touch_days',
  },
  interactions: {
    contact_id: 'tasks.field.contact',
    interaction_type: 'interactions.field.interaction_type',
    content: 'interactions.field.content',
    occurred_at: 'interactions.field.occurred_at',
    direction: 'mailLog.check.direction',
  },
  tasks: {
    title: 'history.field.title',
    description: 'tasks.field.description',
    status: 'tasks.field.status',
    due_date: 'tasks.field.due_date',
    due_time: 'tasks.field.due_time',
    priority: 'tasks.field.priority',
    repeat: 'tasks.field.repeat',
    contact_id: 'tasks.field.contact',
  },
};

/** @throws TypeError for a field that is not shown */
export function fieldLabel(t: Translate, { kind, field }: Field): string {
  const key = labelKeys[kind][field];
  if (!key) throw new TypeError(`No label for ${kind}.${field}`);
  return t(key);
}
