import type { FieldError } from '../../validation/form.ts';
import { maxRows } from '../importLimits.ts';
import type { SheetRow } from '../sheet.ts';
import type { Encoding } from './encoding.ts';

export const maxColumns = 300;
/** The notes of a contact hold this much. */
const maxCellLength = 50_000;
/** Leaves room for titles and headings above the table. */
const maxRawRows = maxRows + 20;

export interface FileOptions {
  name: string;
  /** For text files: the encoding that the user chose instead of the guessed one. */
  encoding?: Encoding | undefined;
  /** The name of the sheet chosen in a workbook. */
  sheet?: string | undefined;
}

export interface OmittedRow extends SheetRow {
  problem: FieldError;
}

/** The rows of a file, without empty ones. */
export interface RawSheet {
  kind: 'text' | 'xlsx' | 'ods' | 'vcard';
  rows: SheetRow[];
  omitted: OmittedRow[];
  encoding?: Encoding;
  unreadable?: number;
  sheetName?: string;
  /** The names of the sheets that can be chosen; absent or empty when there is only one. */
  sheetNames?: string[];
  /** Whether the first row is known to hold the headings. */
  hasHeading?: boolean;
}

export class UnreadableFileError extends Error {
  constructor(readonly problem: FieldError) {
    super(problem.key);
  }
}

/** Collects the rows of a file within its limits. */
export class RowCollector {
  readonly rows: SheetRow[] = [];
  readonly omitted: OmittedRow[] = [];

  /** @throws UnreadableFileError beyond the limits */
  add(row: string[], number: number): void {
    const cells = trimEmptyEnd(row);
    if (cells.length === 0) return;
    if (this.rows.length === maxRawRows) throw new UnreadableFileError({ key: 'imports.problem.tooManyRows' });
    if (cells.length > maxColumns)
      throw new UnreadableFileError({ key: 'imports.problem.tooManyColumns', params: { row: number } });
    if (cells.some((cell) => cell.length > maxCellLength)) this.omit(number, 'imports.problem.cellTooLong');
    else this.rows.push({ number, cells });
  }

  omit(number: number, key: OmittedRow['problem']['key']): void {
    this.omitted.push({ number, cells: [], problem: { key, params: { row: number } } });
  }
}

function trimEmptyEnd(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '' && cell.trim() !== '');
  return last === cells.length - 1 ? cells : cells.slice(0, last + 1);
}
