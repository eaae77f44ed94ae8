import { setImmediate as yieldToRequests } from 'node:timers/promises';
import { type ContactInput, ContactSchema } from '../contacts/contacts.schema.ts';
import { type FieldError, parseForm } from '../validation/form.ts';
import type { ColumnChoice, ImportField } from './columns.ts';
import { rowFields } from './rowFields.ts';
import type { Sheet, SheetRow } from './sheet.ts';

export interface ImportedPerson extends SheetRow {
  data: ContactInput;
  /** A cell for an email or a phone holds none, and went to the notes. */
  isMisfit: boolean;
}

export interface RowError {
  field: ImportField;
  error: FieldError;
}

export interface RejectedRow extends SheetRow {
  errors: RowError[];
}

export interface ParsedPeople {
  people: ImportedPerson[];
  rejected: RejectedRow[];
}

/** Parses the rows of a sheet by the rules of the contact form. */
export async function parsePeople({ headers, rows }: Sheet, columns: ColumnChoice[]): Promise<ParsedPeople> {
  const parsed = await mapInChunks(rows, (row) => parseRow(row, columns, headers));
  return {
    people: parsed.filter((row): row is ImportedPerson => 'data' in row),
    rejected: parsed.filter((row): row is RejectedRow => 'errors' in row),
  };
}

function parseRow(row: SheetRow, columns: ColumnChoice[], headers: string[]): ImportedPerson | RejectedRow {
  const { values, isMisfit } = rowFields(row, columns, headers);
  const parsed = parseForm(ContactSchema, values);
  if (parsed.ok) return { ...row, data: parsed.data, isMisfit };
  const errors = Object.entries(parsed.form.errors).map(([name, error]) => ({ field: importField(name), error }));
  return { ...row, errors };
}

function importField(name: string): ImportField {
  return name.startsWith('company') ? 'company' : (name as ImportField);
}

const chunkSize = 250;

/** Maps many items and lets other requests be answered in between. */
async function mapInChunks<T, Result>(items: T[], map: (item: T) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += chunkSize) {
    results.push(...items.slice(from, from + chunkSize).map(map));
    await yieldToRequests();
  }
  return results;
}
