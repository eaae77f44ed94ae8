import { type Stringifier, stringify } from 'csv-stringify';

/** Turns rows of cells into a CSV file. Spreadsheets expect semicolons where a language has commas in its numbers. */
export function csvStringifier(locale: string): Stringifier {
  const delimiter = new Intl.NumberFormat(locale).format(0.5).includes(',') ? ';' : ',';
  return stringify({ bom: true, delimiter, record_delimiter: 'windows', quoted_string: true });
}

const formulaStart = /^[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
/** A sign followed only by digits, such as `-12,50` or `+48 600 100 200`, is not a formula. */
const signedNumber = /^[+-] ?\d[\d ().,\u00a0]*%?$/;
/** A number after a country code and a space, such as `+1 (555) 010-2000`, is not a formula either. */
const phoneNumber = /^\+\d{1,4}[ \u00a0]\(?\d[\d ().,/\u00a0-]*$/;

/**
 * Makes a spreadsheet show a text instead of running it: `=1+1` becomes `'=1+1`. A text that is so already gets one
 * more, which unescapeFormula takes away.
 */
export function escapeFormula(text: string): string {
  const unguarded = text.replace(/^'+/, '');
  const isHarmless = signedNumber.test(unguarded) || phoneNumber.test(unguarded);
  return formulaStart.test(unguarded) && !isHarmless ? `'${text}` : text;
}

export function unescapeFormula(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return escapeFormula(text) === cell ? text : cell;
}
