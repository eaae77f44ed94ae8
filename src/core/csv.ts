import { type Stringifier, stringify } from 'csv-stringify';
import type { Locale } from '../i18n/translate.ts';

/**
 * Rows of cells in, a CSV file out that spreadsheets open with right letters (a byte order mark) and in columns: a Polish
 * one parts them at semicolons, since the comma is in its numbers.
 */
export function csvOf(locale: Locale): Stringifier {
  const delimiter = locale === 'pl' ? ';' : ',';
  return stringify({ bom: true, delimiter, record_delimiter: 'windows', quoted_string: true });
}

/** Letters that make a formula of a cell, also in their wide form. */
const beginsFormula = /^[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
/** A sign before digits only: `-12,50`, `+48 600 100 200`. Nothing in it can be carried out. */
const isNumber = /^[+-] ?\d[\d ().,\u00a0]*%?$/;

/** What somebody typed, as a cell that a spreadsheet shows and does not carry out: `=1+1` becomes `'=1+1`. */
export function textCell(text: string): string {
  return beginsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
}

/** What was typed, of a cell that textCell() may have written: the apostrophe goes that no person puts before a formula. */
export function typedCell(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return textCell(text) === cell ? text : cell;
}

/** A phone number stays one, without an apostrophe before its plus; of `+48-600-100` a spreadsheet would make a sum. */
export function phoneCell(phone: string): string {
  return textCell(/^\+[\d\s()./-]+$/.test(phone) ? phone.replace(/[\s./-]+/g, ' ').trim() : phone);
}
