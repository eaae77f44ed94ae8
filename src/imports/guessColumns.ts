import { type ColumnChoice, isNameField, matchHeader } from './columns.ts';
import { fieldsByHeaders } from './rows/fieldsByHeaders.ts';
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
  const choices = fieldsByHeaders(headers);
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
