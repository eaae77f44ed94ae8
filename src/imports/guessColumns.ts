import { type ColumnChoice, isNameField, matchHeader } from './columns.ts';
import { columnValues, type SheetRow, toSheet } from './sheet.ts';

interface ColumnGuess {
  header: boolean;
  columns: ColumnChoice[];
}

const sampledRows = 200;

export function guessColumns(rows: SheetRow[]): ColumnGuess {
  const header = hasHeader(rows);
  const sheet = toSheet(rows, header);
  const { headers } = sheet;
  const sample = sheet.rows.slice(0, sampledRows);
  const values = headers.map((_, at) => columnValues(sample, at));
  const choices: ColumnChoice[] = headers.map(() => 'skip');
  chooseByHeader(choices, headers, values);
  chooseByValues(choices, headers, values);
  return { header, columns: choices };
}

const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text);
const isPhone = (text: string) => /^[+(\d][\d\s()./-]{5,}$/.test(text) && text.replace(/\D/g, '').length >= 7;
const isName = (text: string) => /^[\p{L}\p{M}][\p{L}\p{M}\s.'’-]*$/u.test(text);
const isOneWord = (text: string) => !/\s/.test(text);

function hasHeader([first, ...rest]: SheetRow[]): boolean {
  const cells = (first?.cells ?? []).map((cell) => cell.trim());
  if (cells.some((cell) => isEmail(cell) || isPhone(cell))) return false;
  if (cells.some((cell) => matchHeader(cell))) return true;
  const below = rest.slice(0, sampledRows);
  return cells.some((_, at) => isMostly(columnValues(below, at), (text) => isEmail(text) || isPhone(text)));
}

function isMostly(values: string[] | undefined, is: (text: string) => boolean): boolean {
  return values !== undefined && values.filter(is).length > values.length / 2;
}

interface Candidate {
  at: number;
  field: ColumnChoice;
  rank: number;
}

// An empty column is chosen last: Outlook has seven columns of phones, most of them empty.
function chooseByHeader(choices: ColumnChoice[], headers: string[], values: string[][]): void {
  const candidates = headers.flatMap((header, at): Candidate[] => {
    const match = matchHeader(header);
    return match ? [{ at, field: match.field, rank: match.rank + (values[at]?.length ? 0 : 1_000) }] : [];
  });
  candidates.sort((a, b) => a.rank - b.rank || a.at - b.at);
  for (const { at, field } of candidates.filter((one) => one.field !== 'full_name')) {
    if (!choices.includes(field)) choices[at] = field;
    // The second column of a field is kept in the notes.
    else if (values[at]?.length) choices[at] = 'notes';
  }
  const fullName = candidates.find((one) => one.field === 'full_name');
  if (fullName && !choices.some(isNameField)) choices[fullName.at] = 'full_name';
}

function chooseByValues(choices: ColumnChoice[], headers: string[], values: string[][]): void {
  const isFree = (at: number) => choices[at] === 'skip' && !matchHeader(headers[at] ?? '');
  const choose = (field: ColumnChoice, is: (text: string) => boolean) => {
    const at = values.findIndex((column, index) => isFree(index) && isMostly(column, is));
    if (at >= 0 && !choices.includes(field)) choices[at] = field;
  };
  choose('email', isEmail);
  choose('phone', isPhone);
  if (choices.some(isNameField)) return;
  const [first, second] = values.flatMap((column, at) => (isFree(at) && isMostly(column, isName) ? [at] : []));
  if (first === undefined) return;
  const areWords = second !== undefined && [first, second].every((at) => isMostly(values[at], isOneWord));
  if (areWords) [choices[first], choices[second]] = ['first_name', 'last_name'];
  else choices[first] = 'full_name';
}
