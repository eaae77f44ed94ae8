import { valueText } from '../activity/changeText.ts';
import { fieldLabel } from '../activity/fieldLabel.ts';
import { type RecordNames, type RecordRef, readRecordNames } from '../activity/recordNames.service.ts';
import type { Language } from '../activity/recordText.ts';
import { isVisibleField } from '../activity/visibleChanges.ts';
import { fullName } from '../contacts/contactName.ts';
import type { OwnedDb } from '../db/owned.ts';
import { trackedFields } from '../history/recordKinds.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Mergeable } from './merge.service.ts';
import {
  choiceColumns,
  defaultChoice,
  hasValue,
  type MergeChoices,
  type MergeColumns,
  type MergeKind,
  mergedColumns,
} from './mergedRecord.ts';
import { findExcess, type MergeExcess } from './mergeExcess.ts';

/** A field in which the records differ. */
interface FieldChoice {
  field: string;
  label: string;
  chosen: number;
  options: MergeOption[];
}

interface MergeOption {
  /** The record with this value. */
  id: number;
  value: string;
  of: string;
}

export interface MergePreview {
  names: { id: number; name: string; detail: string }[];
  choices: FieldChoice[];
  /** The fields that the kept record will have, without empty ones. */
  result: { label: string; value: string }[];
  moves: { interactions: number; tasks: number; people: number };
  /** Why the records cannot be merged. */
  excess: MergeExcess[];
}

/** The kept record comes first. */
export async function previewMerge(
  db: OwnedDb,
  language: Language,
  kind: MergeKind,
  records: Mergeable[],
  choices: MergeChoices,
): Promise<MergePreview> {
  const names = await readRecordNames(db, mentioned(kind, records));
  const text = (field: string, columns: MergeColumns) => columnText(language, names, kind, field, columns);
  const merged = mergedColumns(kind, records, choices);
  const total = (of: 'interactions' | 'tasks' | 'people') => records.slice(1).reduce((sum, one) => sum + one[of], 0);
  return {
    names: records.map((one) => ({ id: one.id, name: nameOf(kind, one), detail: detailOf(kind, one) })),
    choices: Object.keys(choiceColumns[kind]).flatMap((field) =>
      choiceBetween(language.t, kind, field, records, choices, text),
    ),
    result: trackedFields[kind]
      .filter(isVisibleField)
      .map((field) => ({ label: fieldLabel(language.t, { kind, field }), value: text(field, merged) }))
      .filter(({ value }) => value !== ''),
    moves: { interactions: total('interactions'), tasks: total('tasks'), people: total('people') },
    excess: findExcess(merged),
  };
}

export function nameOf(kind: MergeKind, { columns }: Mergeable): string {
  if (kind === 'companies') return String(columns['name']);
  return fullName({ first_name: String(columns['first_name']), last_name: String(columns['last_name']) });
}

/** Distinguishes two records of the same name. */
function detailOf(kind: MergeKind, { columns }: Mergeable): string {
  const fields = kind === 'contacts' ? ['position', 'email', 'phone'] : ['address', 'phone', 'email'];
  return String(fields.map((field) => columns[field]).find(Boolean) ?? '');
}

function choiceBetween(
  t: Translate,
  kind: MergeKind,
  field: string,
  records: Mergeable[],
  choices: MergeChoices,
  text: (column: string, columns: MergeColumns) => string,
): FieldChoice[] {
  const column = (choiceColumns[kind][field] ?? [])[0] as string;
  const given = records
    .filter((record) => hasValue(kind, field, record))
    .map((record) => ({
      id: record.id,
      value: field === 'name' ? nameOf(kind, record) : text(column, record.columns),
      of: nameOf(kind, record),
    }));
  const chosen = choices[field] ?? defaultChoice(kind, field, records);
  const options = joinEqual(given, chosen);
  if (options.length < 2) return [];
  const label = field === 'name' ? t('merge.name') : fieldLabel(t, { kind, field: column });
  return [{ field, label, chosen, options }];
}

/** Lists each value once, with all records that have it; the chosen record stands for its value. */
function joinEqual(options: MergeOption[], chosen: number): MergeOption[] {
  return [...new Set(options.map(({ value }) => value))].map((value) => {
    const equal = options.filter((option) => option.value === value);
    const { id = 0 } = equal.find((option) => option.id === chosen) ?? equal[0] ?? {};
    return { id, value, of: [...new Set(equal.map(({ of }) => of))].join(', ') };
  });
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
export function mentioned(kind: MergeKind, records: Mergeable[]): RecordRef[] {
  const tags = records.flatMap(({ columns }) => columns['tag_ids'] as number[]);
  const companies = kind === 'contacts' ? records.map(({ columns }) => columns['company_id'] as number | null) : [];
  return [
    ...tags.map((id): RecordRef => ({ kind: 'tags', id })),
    ...companies.flatMap((id): RecordRef[] => (id === null ? [] : [{ kind: 'companies', id }])),
  ];
}
