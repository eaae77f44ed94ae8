import type { ColumnChoice } from '../columns.ts';
import { filledTexts, type SheetRow } from '../sheet.ts';
import { isFooterNote, isTotalLabel } from './footerWords.ts';
import { isDate, isEmail, isFigure } from './valueKinds.ts';

/** Below a table there may be totals, the number of rows, the date of printing and the like. */
const searchedRows = 10;

/** Separates the entries of a table from its footer. */
export function takeFooters(rows: SheetRow[], columns: ColumnChoice[]): { entries: SheetRow[]; footers: SheetRow[] } {
  const from = Math.max(0, rows.length - searchedRows);
  const footers = rows.slice(from).filter((row, at) => isFooter(row, rows[from + at - 1], columns));
  const taken = new Set(footers);
  return { entries: footers.length > 0 ? rows.filter((row) => !taken.has(row)) : rows, footers };
}

function isFooter(row: SheetRow, before: SheetRow | undefined, columns: ColumnChoice[]): boolean {
  const [first, ...others] = filledTexts(row).filter((text) => !isFigure(text));
  if (first === undefined || hasContact(row, columns) || isNextInLine(row, before)) return false;
  if (isFooterNote(first)) return others.length < 2;
  return isTotalLabel(first) && others.every(isTotalLabel) && !isListedAlone(row, before, columns);
}

/** Somebody may really be called Suma, and a company Total. */
function hasContact({ cells }: SheetRow, columns: ColumnChoice[]): boolean {
  return cells.some((cell, at) => {
    const text = cell.trim();
    return isEmail(text) || (/\d/.test(text) && isOfPerson(text, columns[at]));
  });
}

function isOfPerson(text: string, column: ColumnChoice | undefined): boolean {
  if (column === 'address' || column === 'company_address') return true;
  if (column === 'birthday') return isDate(text);
  const isNumber = column === 'phone' || column === 'company_phone' || column === 'company_tax_id';
  return isNumber && text.replace(/\D/g, '').length >= 7;
}

/** Whether the row carries on the numbering of the entries in the first column. */
function isNextInLine({ cells }: SheetRow, before: SheetRow | undefined): boolean {
  const [number, last] = [cells[0], before?.cells[0]].map((cell) =>
    Number((cell ?? '').trim().replace(/\.$/, '') || NaN),
  );
  return number === (last ?? NaN) + 1;
}

/** In a table of one column, a word right below the others may be a name like them. */
function isListedAlone(row: SheetRow, before: SheetRow | undefined, columns: ColumnChoice[]): boolean {
  const isApart = row.number - (before?.number ?? 0) > 1;
  return columns.length < 2 && !isApart && !/[\d:=]/.test(row.cells[0] ?? '');
}
