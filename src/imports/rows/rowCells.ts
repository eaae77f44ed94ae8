import type { ContactPointKind } from '../../contacts/contactPoints.ts';
import { type ColumnChoice, type HeaderMatch, type ImportField, matchHeader } from '../columns.ts';
import { cellText, isNoAnswer, isPlaceholder } from './cellText.ts';
import { headingWords } from './headingWords.ts';
import { readLabel } from './pointLabels.ts';

export interface Column {
  at: number;
  field: ImportField;
  header: string;
  match: HeaderMatch | undefined;
  /** Whether the notes name the heading. */
  showsHeader: boolean;
  /** The index of the column that holds the label of this one. */
  labelAt: number | undefined;
}

export interface Cell extends Column {
  text: string;
}

const known = new WeakMap<ColumnChoice[], { headers: string[]; columns: Column[] }>();

/** The columns that are imported, cached for each list of choices. */
export function importedColumns(choices: ColumnChoice[], headers: string[]): Column[] {
  const former = known.get(choices);
  if (former?.headers === headers) return former.columns;
  const columns = toColumns(choices, headers);
  known.set(choices, { headers, columns });
  return columns;
}

function toColumns(choices: ColumnChoice[], headers: string[]): Column[] {
  const columns = choices.flatMap((field, at): Column[] => {
    const header = headers[at] ?? '';
    return field === 'skip'
      ? []
      : [{ at, field, header, match: headingMatch(header, field), showsHeader: true, labelAt: undefined }];
  });
  for (const kind of ['email', 'phone'] as const) pairLabels(columns, kind);
  for (const field of ['notes', 'company_notes'] as const) hideHeaders(columns, field);
  return columns;
}

/** A phone column with the heading "Home" is recognized by its values; the heading is its label. */
function headingMatch(header: string, field: ImportField): HeaderMatch | undefined {
  const match = matchHeader(header);
  const label = match || (field !== 'phone' && field !== 'email') ? undefined : readLabel(header).label;
  return label ? { field, label } : match;
}

/**
 * Pairs labels with values by the number in the headings, else by position: Google puts the label before its value, our
 * own exports after it.
 */
function pairLabels(columns: Column[], kind: ContactPointKind): void {
  const labels = columns.filter(({ field }) => field === `${kind}_label`);
  const values = columns.filter(({ field }) => field === kind || field === `company_${kind}`);
  for (const label of labels) {
    const free = values.filter(({ labelAt }) => labelAt === undefined);
    const byNumber = free.find(({ match }) => (match?.number ?? 1) === (label.match?.number ?? 1));
    const value = byNumber ?? free.find(({ at }) => Math.abs(at - label.at) === 1);
    if (value) value.labelAt = label.at;
  }
}

const plainNotes = new Set<string>(headingWords.notes.split('|'));

/** The notes name their headings only when they come from several columns. */
function hideHeaders(columns: Column[], field: 'notes' | 'company_notes'): void {
  const isPlain = ({ header, match }: Column) =>
    match?.field === field && (field === 'notes' ? plainNotes.has(plainHeading(header)) : isCompanyNotes(header));
  const plain = columns.filter((column) => column.field === field && isPlain(column));
  const names = new Set(plain.map(({ header }) => plainHeading(header)));
  if (names.size === 1) for (const column of plain) column.showsHeader = false;
}

const plainHeading = (header: string) =>
  header
    .toLowerCase()
    .replace(/\s*\d*$/, '')
    .trim();
const isCompanyNotes = (header: string) => /^(?:company notes|notatki o firmie)$/.test(plainHeading(header));

/** In these fields, "x" and "none" may be values. */
const textFields: ReadonlySet<ImportField> = new Set<ImportField>([
  'full_name',
  'last_first_name',
  'first_name',
  'last_name',
  'company',
  'notes',
  'company_notes',
  'nickname',
  'tags',
  'is_starred',
  'address',
  'company_address',
]);

/** The cells that have a value. */
export function filledCells(cells: string[], columns: Column[]): Cell[] {
  const filled: Cell[] = [];
  for (const column of columns) {
    const given = cells[column.at];
    const text = given ? cellText(given) : '';
    if (text === '' || isNothing(text, column)) continue;
    const { at, field, header, match, showsHeader, labelAt } = column;
    // A spread would be slower, and this runs for each cell of a file.
    filled.push({ at, field, header, match, showsHeader, labelAt, text });
  }
  return filled;
}

function isNothing(text: string, { field, showsHeader }: Column): boolean {
  const isText = textFields.has(field) && !(field === 'notes' && showsHeader);
  return isText ? isPlaceholder(text) : isNoAnswer(text);
}
