import type { CellValue } from 'hucre/xlsx';

/** Spreadsheets store this many digits of a number; the rest are zeros that nobody typed. */
const keptDigits = 15;
const dayMs = 86_400_000;

/**
 * The value of a spreadsheet's cell as text: dates as `1985-05-17`, numbers without an exponent unless they lost
 * digits.
 */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(value) ? '' : value;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split('T');
  const isTimeOnly = day < '1900-01-01';
  if (isTimeOnly) return time.slice(0, 5);
  return date.getTime() % dayMs === 0 ? day : `${day} ${time.slice(0, 5)}`;
}

export function numberText(value: number): string {
  if (Math.abs(value) >= 10 ** keptDigits) return value.toExponential(keptDigits - 1).toUpperCase();
  const rounded = Number(value.toPrecision(keptDigits));
  return String(rounded).includes('e') ? rounded.toFixed(keptDigits) : String(rounded);
}
