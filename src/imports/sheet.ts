import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse/sync';
import type { FieldError } from '../http/forms/form.ts';
import { longestCell, mostColumns, mostRows } from './limits.ts';
import { reading, separatorOf } from './separator.ts';

export interface SheetRow {
  /** As a spreadsheet counts: from 1, empty rows too. */
  number: number;
  cells: string[];
}

export interface Sheet {
  /** Those in which something stands. */
  rows: SheetRow[];
  /** Cells of the longest row. */
  width: number;
}

export type Read = { ok: true; sheet: Sheet } | { ok: false; problem: FieldError };

/** With the header there is one more. */
const mostRead = mostRows + 1;
/** Rows of separators alone, as spreadsheets write them below a table. */
const mostBlank = 50_000;

class TooMuch extends Error {
  constructor(readonly problem: FieldError) {
    super(problem.key);
  }
}

/** The cells of a text, whatever stands between them. */
export function readSheet(text: string): Read {
  if (text.includes('\0')) return { ok: false, problem: { key: 'imports.problem.notText' } };
  try {
    const rows = rowsOf(text);
    if (rows.length === 0) return { ok: false, problem: { key: 'imports.problem.empty' } };
    return { ok: true, sheet: { rows, width: Math.max(...rows.map(({ cells }) => cells.length)) } };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

// Excel may put a line before the table that names the separator.
const named = /^sep=([;,|\t])\r?\n/i;

function rowsOf(text: string): SheetRow[] {
  const [line = '', separator] = named.exec(text) ?? [];
  const table = text.slice(line.length);
  const options = reading(separator ?? separatorOf(table));
  const before = line === '' ? 0 : 1;
  try {
    return parsed(table, options, before);
  } catch (error) {
    // `5" pipe` without quotes around it is read as it stands; what follows a closed quote is not guessed at.
    if (!(error instanceof CsvError) || error.code !== 'INVALID_OPENING_QUOTE') throw error;
    return parsed(table, { ...options, relax_quotes: true }, before);
  }
}

function parsed(table: string, options: Options, before: number): SheetRow[] {
  const rows: SheetRow[] = [];
  parse(table, {
    ...options,
    // Kept here, not there: rows without anything are dropped at once.
    on_record: (cells: string[], at: InfoRecord) => {
      keep(rows, { number: before + at.records + at.empty_lines, cells });
      return null;
    },
  });
  return rows;
}

function keep(rows: SheetRow[], row: SheetRow): void {
  if (row.number > mostBlank) throw tooMany();
  const cells = withoutEnd(row.cells);
  if (cells.length === 0) return;
  if (rows.length === mostRead) throw tooMany();
  if (cells.length > mostColumns) throw new TooMuch({ key: 'imports.problem.tooWide', params: { row: row.number } });
  if (cells.some((cell) => cell.length > longestCell))
    throw new TooMuch({ key: 'imports.problem.tooLong', params: { row: row.number } });
  rows.push({ ...row, cells });
}

function withoutEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function tooMany(): TooMuch {
  return new TooMuch({ key: 'imports.problem.tooManyRows' });
}

function problemOf(error: unknown): FieldError {
  if (error instanceof TooMuch) return error.problem;
  if (!(error instanceof CsvError)) throw error;
  const { records = 0, empty_lines = 0 } = error as unknown as Partial<InfoRecord>;
  return { key: 'imports.problem.quotes', params: { row: records + empty_lines + 1 } };
}
