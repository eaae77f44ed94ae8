import { type ColumnChoice, nameFields } from './fields.ts';
import { knownHeader } from './headers.ts';
import type { Sheet, SheetRow } from './sheet.ts';

export interface Guess {
  /** Whether the first row holds the names of the columns. */
  header: boolean;
  columns: ColumnChoice[];
}

const rowsLookedAt = 200;

/** What each column is likely to be: by its heading, else by what stands in it. */
export function guessColumns({ rows, width }: Sheet): Guess {
  const header = hasHeader(rows);
  const headings = header ? (rows[0]?.cells ?? []) : [];
  const below = (header ? rows.slice(1) : rows).slice(0, rowsLookedAt);
  const columns = Array.from({ length: width }, (_, at) => valuesAt(below, at));
  const choices: ColumnChoice[] = columns.map(() => 'skip');
  byHeadings(choices, headings, columns);
  byValues(choices, headings, columns);
  return { header, columns: choices };
}

const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text);
const isPhone = (text: string) => /^[+(\d][\d\s()./-]{5,}$/.test(text) && text.replace(/\D/g, '').length >= 7;
const isWords = (text: string) => /^[\p{L}\p{M}][\p{L}\p{M}\s.'’-]*$/u.test(text);

function hasHeader(rows: SheetRow[]): boolean {
  const [first, ...rest] = rows;
  const cells = (first?.cells ?? []).map((cell) => cell.trim());
  if (cells.some((cell) => isEmail(cell) || isPhone(cell))) return false;
  if (cells.some((cell) => knownHeader(cell))) return true;
  const below = rest.slice(0, rowsLookedAt);
  return cells.some((_, at) => mostly(valuesAt(below, at), (text) => isEmail(text) || isPhone(text)));
}

/** The values of a column, without the empty ones. */
function valuesAt(rows: SheetRow[], at: number): string[] {
  return rows.map(({ cells }) => (cells[at] ?? '').trim()).filter(Boolean);
}

function mostly(values: string[], is: (text: string) => boolean): boolean {
  return values.length > 0 && values.filter(is).length > values.length / 2;
}

interface Candidate {
  at: number;
  field: ColumnChoice;
  rank: number;
}

// A column in which nothing stands is the last to be chosen: Outlook has seven for phones.
function byHeadings(choices: ColumnChoice[], headings: string[], columns: string[][]): void {
  const candidates = headings.flatMap((heading, at): Candidate[] => {
    const known = knownHeader(heading);
    return known ? [{ at, field: known.field, rank: known.rank + (columns[at]?.length ? 0 : 1000) }] : [];
  });
  candidates.sort((a, b) => a.rank - b.rank || a.at - b.at);
  for (const { at, field } of candidates.filter((one) => one.field !== 'full_name')) take(choices, at, field, columns);
  for (const { at, field } of candidates.filter((one) => one.field === 'full_name')) {
    if (!nameFields.some((name) => choices.includes(name))) choices[at] = field;
  }
}

/** What is there twice goes to the notes, so that nothing is lost. */
function take(choices: ColumnChoice[], at: number, field: ColumnChoice, columns: string[][]): void {
  if (!choices.includes(field)) choices[at] = field;
  else if (columns[at]?.length) choices[at] = 'notes';
}

// Of columns with a heading that nobody knows, only what is plain to see.
function byValues(choices: ColumnChoice[], headings: string[], columns: string[][]): void {
  const free = (at: number) => choices[at] === 'skip' && !knownHeader(headings[at] ?? '');
  const give = (field: ColumnChoice, is: (text: string) => boolean) => {
    const at = columns.findIndex((values, index) => free(index) && mostly(values, is));
    if (at >= 0 && !choices.includes(field)) choices[at] = field;
  };
  give('email', isEmail);
  give('phone', isPhone);
  if (nameFields.some((name) => choices.includes(name))) return;
  const [first, second] = columns.map((_, at) => at).filter((at) => free(at) && mostly(columns[at] ?? [], isWords));
  if (first === undefined) return;
  const oneWord = (at: number | undefined) => at !== undefined && mostly(columns[at] ?? [], (text) => !/\s/.test(text));
  if (oneWord(first) && oneWord(second)) [choices[first], choices[second as number]] = ['first_name', 'last_name'];
  else choices[first] = 'full_name';
}
