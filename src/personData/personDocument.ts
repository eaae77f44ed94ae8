import { type FieldChangeText, fieldChangeText, mentionedRecords, valueText } from '../activity/changeText.ts';
import { fieldLabel } from '../activity/fieldLabel.ts';
import type { RecordNames, RecordRef } from '../activity/recordNames.service.ts';
import { type Language, recordHeading } from '../activity/recordText.ts';
import { whyText } from '../activity/shownActs.ts';
import type { PersonChange, PersonData, PersonRecord } from './personData.service.ts';

interface DocumentRecord {
  kind: PersonRecord['kind'];
  heading: string;
  fields: { label: string; value: string }[];
}

interface DocumentChange {
  at: Date;
  why: string;
  heading: string;
  operation: PersonChange['operation'];
  /** Undefined when the whole record was added or deleted. */
  text: FieldChangeText | undefined;
}

export interface PersonDocument {
  records: DocumentRecord[];
  changes: DocumentChange[];
}

/** The records whose names the document needs. */
export function namedInDocument({ records, changes }: PersonData): RecordRef[] {
  const values = records.flatMap(({ kind, record_id, fields }) =>
    Object.entries(fields).map(([field, value]) => ({ kind, record_id, field, old: null, new: value })),
  );
  return mentionedRecords([...values, ...changes]);
}

/** Formats the data about a person as readable texts. */
export function personDocument(language: Language, names: RecordNames, data: PersonData): PersonDocument {
  return {
    records: data.records.map((record) => toDocumentRecord(language, names, record)),
    changes: data.changes.map((change) => toDocumentChange(language, names, change)),
  };
}

function toDocumentRecord(language: Language, names: RecordNames, record: PersonRecord): DocumentRecord {
  const { kind, record_id: id } = record;
  const fields = Object.entries(record.fields).map(([field, value]) => ({
    label: fieldLabel(language.t, { kind, field }),
    value: valueText(language, names, { kind, field }, value),
  }));
  return { kind, heading: recordHeading(language, names, { kind, id }), fields: fields.filter(({ value }) => value) };
}

function toDocumentChange(language: Language, names: RecordNames, change: PersonChange): DocumentChange {
  const { kind, record_id: id, operation, at, cause } = change;
  const text = operation === 'update' ? fieldChangeText(language, names, change) : undefined;
  const heading = recordHeading(language, names, { kind, id });
  return { at, operation, heading, why: whyText(language.t, cause, cause === 'undo'), text };
}
