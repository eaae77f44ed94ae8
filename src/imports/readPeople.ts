import { type ContactInput, ContactSchema } from '../contacts/contacts.schema.ts';
import { typedCell } from '../core/csv.ts';
import { type FieldError, parseForm } from '../http/forms/form.ts';
import type { ImportField } from './fields.ts';
import { namesIn } from './fullName.ts';
import { knownHeader } from './headers.ts';
import type { Plan } from './imports.schema.ts';
import { inTurns } from './mapInChunks.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { statusCode } from './statusWords.ts';

/** A row that can be imported. */
export interface Person extends SheetRow {
  data: ContactInput;
}

export interface Fault {
  field: ImportField;
  error: FieldError;
}

/** A row that cannot, and what the contact's form would say to it. */
export interface FaultyRow extends SheetRow {
  faults: Fault[];
}

export interface People {
  /** The heading of each column, empty without one. */
  headings: string[];
  good: Person[];
  faulty: FaultyRow[];
}

/** Every row of a sheet read as the plan says, by the rules of the contact's form. */
export async function readPeople({ rows, width }: Sheet, plan: Plan): Promise<People> {
  const first = plan.header ? (rows[0]?.cells ?? []) : [];
  const headings = Array.from({ length: width }, (_, at) => (first[at] ?? '').trim());
  const read = await inTurns(plan.header ? rows.slice(1) : rows, (row) => readRow(row, plan, headings));
  return {
    headings,
    good: read.filter((row): row is Person => 'data' in row),
    faulty: read.filter((row): row is FaultyRow => 'faults' in row),
  };
}

function readRow(row: SheetRow, plan: Plan, headings: string[]): Person | FaultyRow {
  const parsed = parseForm(ContactSchema, fieldsOf(row, plan, headings));
  if (parsed.ok) return { ...row, data: parsed.data };
  const faults = Object.entries(parsed.form.errors).map(([name, error]) => ({ field: fieldOf(name), error }));
  return { ...row, faults };
}

function fieldOf(name: string): ImportField {
  return name.startsWith('company') ? 'company' : (name as ImportField);
}

interface Note {
  heading: string;
  value: string;
  /** Told with its heading. */
  named: boolean;
}

function fieldsOf({ cells }: SheetRow, { columns }: Plan, headings: string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  const notes: Note[] = [];
  const several = columns.filter((column) => column === 'notes').length > 1;
  columns.forEach((column, at) => {
    const value = typedCell(cells[at] ?? '').trim();
    if (column === 'skip' || value === '') return;
    const heading = headings[at] ?? '';
    const note = (text: string, named: boolean) => notes.push({ heading, value: text, named });
    if (column === 'notes') note(value, several || knownHeader(heading)?.field !== 'notes');
    else
      Object.assign(
        fields,
        fieldWith(column, value, (more) => note(more, true)),
      );
  });
  return { ...fields, notes: notes.map(noteText).join('\n') };
}

function fieldWith(column: ImportField, value: string, note: (more: string) => void): Record<string, string> {
  if (column === 'full_name') return { ...namesIn(value) };
  if (column === 'company') return { company_name: value };
  if (column === 'status') return { status: statusCode(value) };
  if (column !== 'email' && column !== 'phone') return { [column]: value };
  // Google Contacts writes several into one cell.
  const [first = '', ...more] = value.split(/\s*:::\s*/);
  if (more.length > 0) note(more.join(', '));
  return { [column]: first };
}

function noteText({ heading, value, named }: Note): string {
  return named && heading ? `${heading}: ${value}` : value;
}
