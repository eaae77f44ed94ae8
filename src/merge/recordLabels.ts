import type { RecordNames } from '../activity/recordNames.service.ts';
import type { Language } from '../activity/recordText.ts';
import type { MergeKind, MergeRecord } from './mergedRecord.ts';
import { columnText, nameOf } from './recordText.ts';

export interface RecordLabel {
  id: number;
  name: string;
  /** What only this one of the records has, else when it was added. */
  detail: string;
  /** The name; with the detail if another of the records has the same name. */
  label: string;
}

const details: Record<MergeKind, string[]> = {
  contacts: ['email', 'phone', 'company_id', 'position'],
  companies: ['email', 'phone', 'address', 'website'],
};

/** Labels by which people tell the records apart; two records of one person mostly have the same name. */
export function labelRecords(
  language: Language,
  names: RecordNames,
  kind: MergeKind,
  records: MergeRecord[],
): RecordLabel[] {
  return records.map((record) => {
    const others = records.filter((one) => one !== record);
    const text = (field: string, { columns }: MergeRecord) => columnText(language, names, kind, field, columns);
    const isOwn = (field: string) => others.every((one) => text(field, one) !== text(field, record));
    const field = details[kind].find((one) => text(one, record) !== '' && isOwn(one));
    const name = nameOf(kind, record);
    const detail = field ? text(field, record) : dateAdded(language, record);
    const isShared = others.some((one) => nameOf(kind, one) === name);
    return { id: record.id, name, detail, label: isShared ? `${name} (${detail})` : name };
  });
}

function dateAdded({ t, format }: Language, { columns }: MergeRecord): string {
  return t('merge.added', { date: format.dateTime(new Date(String(columns['created_at']))) });
}
