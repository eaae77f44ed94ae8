import { fieldLabel } from '../activity/fieldLabel.ts';
import { readRecordNames } from '../activity/recordNames.service.ts';
import type { Language } from '../activity/recordText.ts';
import { isVisibleField } from '../activity/visibleChanges.ts';
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
import { labelRecords, type RecordLabel } from './recordLabels.ts';
import { columnText, mentioned, nameOf } from './recordText.ts';

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
  labels: RecordLabel[];
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
  const labels = labelRecords(language, names, kind, records);
  const merged = mergedColumns(kind, records, choices);
  const total = (of: 'interactions' | 'tasks' | 'people') => records.slice(1).reduce((sum, one) => sum + one[of], 0);
  return {
    labels,
    choices: Object.keys(choiceColumns[kind]).flatMap((field) =>
      choiceBetween(language.t, kind, field, records, choices, text, labels),
    ),
    result: trackedFields[kind]
      .filter(isVisibleField)
      .map((field) => ({ label: fieldLabel(language.t, { kind, field }), value: text(field, merged) }))
      .filter(({ value }) => value !== ''),
    moves: { interactions: total('interactions'), tasks: total('tasks'), people: total('people') },
    excess: findExcess(merged),
  };
}

function choiceBetween(
  t: Translate,
  kind: MergeKind,
  field: string,
  records: Mergeable[],
  choices: MergeChoices,
  text: (column: string, columns: MergeColumns) => string,
  labels: RecordLabel[],
): FieldChoice[] {
  const column = (choiceColumns[kind][field] ?? [])[0] as string;
  const given = records
    .filter((record) => hasValue(kind, field, record))
    .map((record) => ({
      id: record.id,
      value: field === 'name' ? nameOf(kind, record) : text(column, record.columns),
      of: labels.find(({ id }) => id === record.id)?.label ?? '',
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
