import { maxNotesLength } from '../../validation/formFields.ts';
import type { ImportField } from '../columns.ts';
import type { ImportedRow, RowSettings } from '../importedRow.ts';
import { isCompanyName } from './companyNames.ts';
import { readCompany, readCompanyName } from './readCompany.ts';
import { readPerson } from './readPerson.ts';
import { fallbackName, type RowName, readPersonName, repeatsName } from './readPersonName.ts';
import { type NamedPoint, readPoints } from './readPoints.ts';
import type { Cell } from './rowCells.ts';
import { fits, RowDraft } from './rowDraft.ts';

type Interpreted = Pick<ImportedRow, 'person' | 'company' | 'moved' | 'unknown' | 'errors'>;

/** `row` holds all cells, including those that are not imported. */
export function interpretCells(given: Cell[], row: string[], settings: RowSettings): Interpreted {
  const draft = new RowDraft(withCompanyNames(given));
  const companyName = readCompanyName(draft);
  const named = readPersonName(draft);
  const points = [...readAllPoints(draft, row), ...named.points];
  const name =
    hasName(named.name) || companyName !== ''
      ? named.name
      : fallbackName(
          draft,
          points.filter(({ kind }) => kind === 'email'),
        );
  if (!hasName(name) && companyName === '') return refuse(draft, given);
  noteOthers(draft, name, points);
  const parts = assignValues(draft, points, { hasPerson: hasName(name), hasCompany: companyName !== '' });
  const company = companyName === '' ? undefined : readCompany(draft, { name: companyName, ...parts.company });
  const person = hasName(name) ? readPerson(draft, { name, companyName, ...parts.person }, settings) : undefined;
  if (!company) noteFields(draft, ['company_tax_id', 'company_website', 'company_industry']);
  if (!person) noteFields(draft, ['position', 'birthday', 'source', 'status', 'keep_in_touch_days']);
  return withNotes(draft, person, company);
}

const hasName = ({ first_name, last_name }: RowName) => first_name !== '' || last_name !== '';

/** The name of a person may be that of a company when no other column names one. */
function withCompanyNames(cells: Cell[]): Cell[] {
  if (cells.some(({ field }) => field === 'company' || field === 'first_name' || field === 'last_name')) return cells;
  return cells.map((cell) =>
    cell.field === 'full_name' && isCompanyName(cell.text) ? { ...cell, field: 'company' } : cell,
  );
}

function readAllPoints(draft: RowDraft, row: string[]): NamedPoint[] {
  return (['email', 'phone'] as const).flatMap((kind) =>
    readPoints(draft, kind, draft.of(kind, `company_${kind}`), row),
  );
}

function refuse(draft: RowDraft, cells: Cell[]): Interpreted {
  const { moved, unknown } = draft;
  const field = cells.find((cell) => cell.field === 'company')?.field ?? 'first_name';
  const tooLong = { key: 'forms.tooLong', params: { count: 200 } } as const;
  const errors =
    draft.errors.length > 0
      ? draft.errors
      : [{ field, error: field === 'company' ? tooLong : ({ key: 'forms.nameNeeded' } as const) }];
  return { moved, unknown, errors };
}

/** Moves the note columns to the notes, and what else is said about the name. */
function noteOthers(draft: RowDraft, name: RowName, points: NamedPoint[]): void {
  for (const cell of draft.of('notes', 'company_notes')) draft.note(cell);
  for (const cell of draft.of('nickname')) if (!repeatsName(cell.text, name)) draft.note(cell);
  for (const { words, cell, value } of points)
    if (words !== '' && !repeatsName(words, name)) draft.note({ ...cell, showsHeader: true }, `${value} (${words})`);
  if (!hasName(name)) for (const cell of draft.of('middle_name')) draft.note(cell);
}

interface Known {
  hasPerson: boolean;
  hasCompany: boolean;
}

/**
 * Decides what belongs to the person and what to the company. In a row with only one of them, everything belongs to it.
 */
function assignValues(draft: RowDraft, points: NamedPoint[], { hasPerson, hasCompany }: Known) {
  const isOf = (owner: 'person' | 'company', field: ImportField) =>
    field.startsWith('company_') ? owner === 'company' || !hasCompany : owner === 'person' || !hasPerson;
  // When the name's own cell holds a number ("Jan Kowalski, tel. 601…"), the number in the phone column is the
  // company's.
  const own = points.filter(({ cell }) => cell.field === 'full_name').map(({ kind }) => kind);
  const hasOwn = ({ kind, cell }: NamedPoint) => hasCompany && cell.field === kind && own.includes(kind);
  const of = (owner: 'person' | 'company') => ({
    points: points.filter((point) => isOf(owner, hasOwn(point) ? `company_${point.kind}` : point.cell.field)),
    addresses: draft.of('address', 'company_address').filter(({ field }) => isOf(owner, field)),
    tags: draft.of('tags', 'company_tags').filter(({ field }) => isOf(owner, field)),
  });
  return { person: of('person'), company: of('company') };
}

function noteFields(draft: RowDraft, fields: ImportField[]): void {
  for (const cell of draft.of(...fields)) draft.note({ ...cell, showsHeader: true });
}

function withNotes(draft: RowDraft, person: ImportedRow['person'], company: ImportedRow['company']): Interpreted {
  const { moved, unknown, errors } = draft;
  const personNotes = draft.notes('person', ...(company ? [] : (['company'] as const)));
  const companyNotes = draft.notes('company', ...(person ? [] : (['person'] as const)));
  for (const notes of [personNotes, companyNotes])
    if (!fits(notes, maxNotesLength))
      errors.push({ field: 'notes', error: { key: 'forms.tooLong', params: { count: maxNotesLength } } });
  if (errors.length > 0) return { moved, unknown, errors };
  if (person) person.notes = personNotes;
  if (company) company.notes = companyNotes;
  return { ...(person && { person }), ...(company && { company }), moved, unknown, errors };
}
