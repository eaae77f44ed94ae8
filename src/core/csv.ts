import { type Stringifier, stringify } from 'csv-stringify';

/**
 * Turns rows of cells into a CSV file that spreadsheets open with the right letters (byte order mark) and columns: where
 * the comma is in the numbers of a language, its spreadsheets expect semicolons.
 */
export function csvOf(locale: string): Stringifier {
  const delimiter = new Intl.NumberFormat(locale).format(0.5).includes(',') ? ';' : ',';
  return stringify({ bom: true, delimiter, record_delimiter: 'windows', quoted_string: true });
}

/** Letters that make a formula of a cell, also in their wide form. */
const formulaStart = /^[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
/** A sign before digits only: `-12,50`, `+48 600 100 200`. Nothing in it can be carried out. */
const signedNumber = /^[+-] ?\d[\d ().,\u00a0]*%?$/;

/** What somebody typed, as a cell that a spreadsheet shows and does not carry out: `=1+1` becomes `'=1+1`. */
export function escapeFormula(text: string): string {
  return formulaStart.test(text) && !signedNumber.test(text) ? `'${text}` : text;
}

/** What was typed, of a cell that textCell() may have written: the apostrophe goes that no person puts before a formula. */
export function unescapeFormula(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return escapeFormula(text) === cell ? text : cell;
}

/** A phone number stays one, without an apostrophe before its plus; of `+48-600-100` a spreadsheet would make a sum. */
export function phoneCell(phone: string): string {
  return escapeFormula(/^\+[\d\s()./-]+$/.test(phone) ? phone.replace(/[\s./-]+/g, ' ').trim() : phone);
}
