import { z } from 'zod';
import { idColumn, type RestorableKind } from '../history/recordKinds.ts';
import { type FileRecord, recordSchemas } from './records.schema.ts';
import { isStorable } from './storable.ts';

/** Columns that are newer than the history, with their values for a record that was deleted before they existed. */
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

/**
 * Parses a deleted record in full, so that it can be restored; undefined when it is invalid. Columns that the table no
 * longer has are left out.
 */
export function parseSnapshot(kind: RestorableKind, id: number, snapshot: unknown): FileRecord | undefined {
  if (typeof snapshot !== 'object' || snapshot === null) return undefined;
  const { data } = z.object(recordSchemas[kind].shape).safeParse({ ...laterColumns[kind], ...snapshot });
  const record = data as FileRecord | undefined;
  return record?.[idColumn(kind)] === id && isStorable(kind, record) ? record : undefined;
}
