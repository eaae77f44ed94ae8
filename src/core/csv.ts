import { type Stringifier, stringify } from 'csv-stringify';

/** Turns rows of cells into a CSV file. Spreadsheets expect semicolons where a language has commas in its numbers. */
export function csvStringifier(locale: string): Stringifier {
  const delimiter = new Intl.NumberFormat(locale).format(0.5).includes(',') ? ';' : ',';
  return stringify({ bom: true, delimiter, record_delimiter: 'windows', quoted_string: true });
}

const formulaStart = /^[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
/** A sign followed by digits only, `-12,50` or `+48 600 100 200`, is no formula. */
const signedNumber = /^[+-] ?\d[\d ().,\u00a0]*%?$/;

/** Makes a spreadsheet show a text instead of running it: `=1+1` becomes `'=1+1`. */
export function escapeFormula(text: string): string {
  return formulaStart.test(text) && !signedNumber.test(text) ? `'${text}` : text;
}

export function unescapeFormula(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return escapeFormula(text) === cell ? text : cell;
}

/** A phone number without the separators that would make a spreadsheet calculate `+48-600-100`. */
export function phoneCell(phone: string): string {
  return escapeFormula(/^\+[\d\s()./-]+$/.test(phone) ? phone.replace(/[\s./-]+/g, ' ').trim() : phone);
}
