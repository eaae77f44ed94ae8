import { taxIdText } from '../companies/taxId.ts';
import { birthdayText } from '../contacts/birthday.ts';
import { excerpt } from '../core/excerpt.ts';
import { linksOf, type RecordKind } from '../history/recordKinds.ts';
import type { TextKey, Translate } from '../i18n/translate.ts';
import { rhythmText } from '../keepInTouch/rhythm.ts';
import type { ChangeLine } from './changeLines.service.ts';
import { type Field, fieldLabel } from './fieldLabel.ts';
import type { RecordNames, RecordRef } from './recordNames.service.ts';
import { type Language, recordName } from './recordText.ts';

/** Empty values are empty strings. */
export interface FieldChangeText {
  label: string;
  old: string;
  new: string;
}

const choices: Record<string, string> = {
  'contacts.email_label': 'contacts.pointLabel',
  'contacts.phone_label': 'contacts.pointLabel',
  'tags.color': 'tags.color',
  'contacts.status': 'common.status',
  'interactions.interaction_type': 'interactions.type',
  'interactions.direction': 'mailLog.direction',
  'tasks.status': 'tasks.status',
  'tasks.priority': 'tasks.priority',
  'tasks.repeat': 'tasks.repeat',
};

/** The whole value in readable form; empty when there is none. */
export function valueText(language: Language, names: RecordNames, field: Field, value: string | null): string {
  const { t } = language;
  if (value === null || value === '') return '';
  if (field.field === 'tag_ids')
    return tagIds(value)
      .map((id) => recordName(language, names, { kind: 'tags', id }))
      .join(', ');
  if (field.field === 'more_emails' || field.field === 'more_phones') return pointsText(t, value);
  const target = linkTarget(field);
  if (target) return recordName(language, names, { kind: target, id: Number(value) });
  const choice = choices[`${field.kind}.${field.field}`];
  if (choice) return t(`${choice}.${value}` as TextKey);
  return fieldTexts[field.field]?.(value, language) ?? value;
}

const fieldTexts: Record<string, (value: string, language: Language) => string> = {
  is_starred: (value, { t }) => t(value === 'true' ? 'contacts.starred.true' : 'contacts.starred.false'),
  tax_id: (value) => taxIdText(value),
  birthday: (value, { locale }) => birthdayText(locale, value),
  keep_in_touch_days: (value, { t }) => rhythmText(t, Number(value)),
  touch_snoozed_until: (value, { format }) => format.date(value),
  due_date: (value, { format }) => format.date(value),
  due_time: (value) => value.slice(0, 5),
  occurred_at: (value, { format }) => format.dateTime(new Date(value)),
};

type FieldValues = Pick<ChangeLine, 'kind' | 'field' | 'old' | 'new'>;

export function fieldChangeText(language: Language, names: RecordNames, line: FieldValues): FieldChangeText {
  const text = (value: string | null) => excerpt(valueText(language, names, line, value));
  return { label: fieldLabel(language.t, line), old: text(line.old), new: text(line.new) };
}

/** `back` means that an undo restored the record. */
export type WholeRecord = 'create' | 'delete' | 'back' | undefined;

export function wholeRecord({ operation, by_undo }: ChangeLine): WholeRecord {
  if (operation === 'update') return undefined;
  return operation === 'create' && by_undo ? 'back' : operation;
}

// A long list is truncated and therefore not valid JSON.
function tagIds(value: string): number[] {
  return value.match(/\d+(?=[,\]\s])/g)?.map(Number) ?? [];
}

function pointsText(t: Translate, value: string): string {
  const points = value.matchAll(/\{"label":\s*"(\w+)",\s*"value":\s*"((?:[^"\\]|\\.)*)"/g);
  return [...points]
    .map(([, label, text]) => `${t(`contacts.pointLabel.${label}` as TextKey)}: ${JSON.parse(`"${text}"`)}`)
    .join(', ');
}

function linkTarget({ kind, field }: Field): RecordKind | undefined {
  return linksOf[kind].find((link) => link.field === field)?.target;
}

export function mentionedRecords(
  lines: Pick<ChangeLine, 'kind' | 'record_id' | 'field' | 'old' | 'new'>[],
): RecordRef[] {
  return lines.flatMap((line) => {
    if (line.field === 'tag_ids')
      return [
        { kind: line.kind, id: line.record_id },
        ...[line.old, line.new].flatMap((ids) => tagIds(ids ?? '')).map((id): RecordRef => ({ kind: 'tags', id })),
      ];
    const target = linkTarget(line);
    const linked = target ? [line.old, line.new].filter((id) => id !== null) : [];
    return [
      { kind: line.kind, id: line.record_id },
      ...linked.map((id) => ({ kind: target as RecordKind, id: Number(id) })),
    ];
  });
}
