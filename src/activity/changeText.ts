import { excerpt } from '../core/excerpt.ts';
import { linksOf, type RecordKind } from '../history/recordKinds.ts';
import type { TextKey, Translate } from '../i18n/translate.ts';
import type { ChangeLine } from './changeLines.service.ts';
import type { RecordNames, RecordRef } from './recordNames.service.ts';
import { type Language, recordName } from './recordText.ts';

/** An empty value is the empty text. */
export interface FieldChangeText {
  label: string;
  old: string;
  new: string;
}

type Field = Pick<ChangeLine, 'kind' | 'field'>;

const labelKeys: Record<RecordKind, Record<string, TextKey>> = {
  contacts: {
    first_name: 'contacts.field.first_name',
    last_name: 'contacts.field.last_name',
    company_id: 'contacts.field.company',
    position: 'contacts.field.position',
    email: 'contacts.field.email',
    phone: 'contacts.field.phone',
    status: 'contacts.field.status',
    notes: 'contacts.field.notes',
  },
  companies: {
    name: 'companies.field.name',
    website: 'companies.field.website',
    industry: 'companies.field.industry',
    address: 'companies.field.address',
  },
  interactions: {
    contact_id: 'tasks.field.contact',
    interaction_type: 'interactions.field.interaction_type',
    content: 'interactions.field.content',
    occurred_at: 'interactions.field.occurred_at',
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

const choices: Record<string, string> = {
  'contacts.status': 'common.status',
  'interactions.interaction_type': 'interactions.type',
  'tasks.status': 'tasks.status',
  'tasks.priority': 'tasks.priority',
  'tasks.repeat': 'tasks.repeat',
};

/** The whole value, as people read it; empty for none. */
export function valueText(language: Language, names: RecordNames, field: Field, value: string | null): string {
  const { t, format } = language;
  if (value === null || value === '') return '';
  const target = linkTarget(field);
  if (target) return recordName(language, names, { kind: target, id: Number(value) });
  const choice = choices[`${field.kind}.${field.field}`];
  if (choice) return t(`${choice}.${value}` as TextKey);
  if (field.field === 'due_date') return format.date(value);
  if (field.field === 'due_time') return value.slice(0, 5);
  if (field.field === 'occurred_at') return format.dateTime(new Date(value));
  return value;
}

export function fieldChangeText(language: Language, names: RecordNames, line: ChangeLine): FieldChangeText {
  const text = (value: string | null) => excerpt(valueText(language, names, line, value));
  return { label: fieldLabel(language.t, line), old: text(line.old), new: text(line.new) };
}

/** `back`: an undo restored it. */
export type WholeRecord = 'create' | 'delete' | 'back' | undefined;

export function wholeRecord({ operation, by_undo }: ChangeLine): WholeRecord {
  if (operation === 'update') return undefined;
  return operation === 'create' && by_undo ? 'back' : operation;
}

function linkTarget({ kind, field }: Field): RecordKind | undefined {
  return linksOf[kind].find((link) => link.field === field)?.target;
}

export function mentionedRecords(
  lines: Pick<ChangeLine, 'kind' | 'record_id' | 'field' | 'old' | 'new'>[],
): RecordRef[] {
  return lines.flatMap((line) => {
    const target = linkTarget(line);
    const linked = target ? [line.old, line.new].filter((id) => id !== null) : [];
    return [
      { kind: line.kind, id: line.record_id },
      ...linked.map((id) => ({ kind: target as RecordKind, id: Number(id) })),
    ];
  });
}
