import {
  type ContactPoint,
  type ContactPointKind,
  contactPointKey,
  contactPointsOf,
  type PointColumns,
} from '../contacts/contactPoints.ts';

export const mergeKinds = ['contacts', 'companies'] as const;
export type MergeKind = (typeof mergeKinds)[number];

/** The columns of a contact or company. */
export type MergeColumns = Record<string, unknown>;

export interface MergeRecord {
  id: number;
  columns: MergeColumns;
}

/** The id of the record whose value is taken, by field. */
export type MergeChoices = Partial<Record<string, number>>;

/**
 * Columns that are chosen together: mixing the first name of one person with the last name of another makes no sense.
 */
export const choiceColumns: Record<MergeKind, Record<string, readonly string[]>> = {
  contacts: {
    name: ['first_name', 'last_name'],
    company: ['company_id'],
    position: ['position'],
    phone: ['phone', 'phone_label'],
    email: ['email', 'email_label'],
    status: ['status', 'status_since'],
    address: ['address'],
    birthday: ['birthday'],
    source: ['source'],
    keep_in_touch_days: ['keep_in_touch_days'],
  },
  companies: {
    name: ['name'],
    website: ['website'],
    industry: ['industry'],
    phone: ['phone'],
    email: ['email'],
    tax_id: ['tax_id'],
    address: ['address'],
  },
};

/** The first column of a choice tells whether there is a value. */
export function hasValue(kind: MergeKind, field: string, { columns }: MergeRecord): boolean {
  const values = (choiceColumns[kind][field] ?? []).map((name) => columns[name]);
  return field === 'name' ? values.some(Boolean) : Boolean(values[0]);
}

/** Prefers the kept record, which comes first, unless it has no value or only the initial status. */
export function defaultChoice(kind: MergeKind, field: string, records: MergeRecord[]): number {
  const saysMore = (record: MergeRecord) => hasValue(kind, field, record) && record.columns[field] !== 'lead';
  return (records.find(saysMore) ?? records.find((one) => hasValue(kind, field, one)) ?? records[0])?.id ?? 0;
}

/** The columns of the merged record; its lists hold what any of the records has. */
export function mergedColumns(kind: MergeKind, records: MergeRecord[], choices: MergeChoices): MergeColumns {
  const chosen = Object.entries(choiceColumns[kind]).flatMap(([field, columns]) => {
    const from = records.find(({ id }) => id === (choices[field] ?? defaultChoice(kind, field, records)));
    return columns.map((name) => [name, from?.columns[name]] as const);
  });
  const merged = { ...Object.fromEntries(chosen), ...mergedLists(records) };
  return kind === 'contacts' ? { ...merged, ...mergedPoints(records, merged) } : merged;
}

function mergedLists(records: MergeRecord[]): MergeColumns {
  const notes = records.map(({ columns }) => String(columns['notes'] ?? '').trim()).filter(Boolean);
  const tags = records.flatMap(({ columns }) => columns['tag_ids'] as number[]);
  return { notes: [...new Set(notes)].join('\n\n'), tag_ids: [...new Set(tags)].sort((a, b) => a - b) };
}

function mergedPoints(records: MergeRecord[], merged: MergeColumns): MergeColumns {
  return {
    more_emails: furtherPoints(records, 'email', merged['email']),
    more_phones: furtherPoints(records, 'phone', merged['phone']),
    is_starred: records.some(({ columns }) => columns['is_starred']),
  };
}

/** The further numbers or addresses without repetitions and without the main one. */
function furtherPoints(records: MergeRecord[], kind: ContactPointKind, main: unknown): ContactPoint[] {
  const key = (value: string) => contactPointKey(kind, value);
  const seen = new Set([key(String(main ?? ''))]);
  const points = records.flatMap(({ columns }) => contactPointsOf(kind, columns as unknown as PointColumns));
  return points.filter(({ value }) => value !== '' && !seen.has(key(value)) && seen.add(key(value)));
}
