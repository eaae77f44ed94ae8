import { z } from 'zod';
import { idColumn, type RestorableKind } from '../history/recordKinds.ts';
import { type FileRecord, recordSchemas } from './records.schema.ts';
import { isStorable } from './storable.ts';

/** Columns that came after the history, with what they hold in a record that was deleted before. */
const laterColumns: Record<RestorableKind, FileRecord> = {
  tags: { keep_in_touch_days: null },
  companies: { phone: '', email: '', tax_id: '', notes: '', tag_ids: [] },
  contacts: {
    email_label: 'other',
    more_emails: [],
    phone_label: 'other',
    more_phones: [],
    address: '',
    birthday: '',
    source: '',
    is_starred: false,
    tag_ids: [],
    keep_in_touch_days: null,
    touch_snoozed_until: null,
  },
  interactions: { direction: null, message_hash: '' },
  tasks: {},
  summaries: {},
};

/** A deleted record, whole, so that it can be restored; undefined when it is none. Columns that the table has no more are left out. */
export function parseImage(kind: RestorableKind, id: number, image: unknown): FileRecord | undefined {
  if (typeof image !== 'object' || image === null) return undefined;
  const { data } = z.object(recordSchemas[kind].shape).safeParse({ ...laterColumns[kind], ...image });
  const record = data as FileRecord | undefined;
  return record?.[idColumn(kind)] === id && isStorable(kind, record) ? record : undefined;
}
