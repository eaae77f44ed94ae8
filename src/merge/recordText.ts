import { valueText } from '../activity/changeText.ts';
import type { RecordNames, RecordRef } from '../activity/recordNames.service.ts';
import type { Language } from '../activity/recordText.ts';
import { fullName } from '../contacts/contactName.ts';
import type { MergeColumns, MergeKind, MergeRecord } from './mergedRecord.ts';

export function nameOf(kind: MergeKind, { columns }: MergeRecord): string {
  if (kind === 'companies') return String(columns['name']);
  return fullName({ first_name: String(columns['first_name']), last_name: String(columns['last_name']) });
}

/** The value of a column as people read it; empty for none. */
export function columnText(
  language: Language,
  names: RecordNames,
  kind: MergeKind,
  field: string,
  columns: MergeColumns,
): string {
  const value = columns[field];
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value) && value.length === 0) return '';
  // A label says something only beside its number, and "other" says nothing.
  if (field.endsWith('_label') && (!columns[field.replace('_label', '')] || value === 'other')) return '';
  return valueText(language, names, { kind, field }, typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** The tags and companies that these records refer to. */
export function mentioned(kind: MergeKind, records: MergeRecord[]): RecordRef[] {
  const tags = records.flatMap(({ columns }) => columns['tag_ids'] as number[]);
  const companies = kind === 'contacts' ? records.map(({ columns }) => columns['company_id'] as number | null) : [];
  return [
    ...tags.map((id): RecordRef => ({ kind: 'tags', id })),
    ...companies.flatMap((id): RecordRef[] => (id === null ? [] : [{ kind: 'companies', id }])),
  ];
}
