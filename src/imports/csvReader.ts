import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse/sync';
import type { FieldError } from '../validation/form.ts';
import { maxCellLength, maxColumns, maxRows } from './importLimits.ts';
import type { RowsResult, SheetRow } from './sheet.ts';

/** The first of those that fit a file equally well wins. */
const separators = [';', '\t', ',', '|'];
const sampledLines = 20;
const sampledCharacters = 50_000;
const maxRowsWithHeader = maxRows + 1;
/** Spreadsheets write rows of separators alone below a table. */
const maxLines = 50_000;

export function readCsv(text: string): RowsResult {
  if (text.includes('\0')) return { ok: false, problem: { key: 'imports.problem.notText' } };
  try {
    const rows = parseRows(text);
    return rows.length > 0 ? { ok: true, rows } : { ok: false, problem: { key: 'imports.problem.empty' } };
  } catch (error) {
    return { ok: false, problem: toProblem(error) };
  }
}

// Excel may name the separator in a line above the table.
const separatorLine = /^sep=([;,|\t])\r?\n/i;

function parseRows(text: string): SheetRow[] {
  const [line = '', separator] = separatorLine.exec(text) ?? [];
  const table = text.slice(line.length);
  const options = csvOptions(separator ?? detectSeparator(table));
  const skippedLines = line === '' ? 0 : 1;
  try {
    return parseTable(table, options, skippedLines);
  } catch (error) {
    // A quote within an unquoted cell (`5" pipe`) is text; other stray quotes are left for the owner to mend.
    if (!(error instanceof CsvError) || error.code !== 'INVALID_OPENING_QUOTE') throw error;
    return parseTable(table, { ...options, relax_quotes: true }, skippedLines);
  }
}

function parseTable(table: string, options: Options, skippedLines: number): SheetRow[] {
  const rows: SheetRow[] = [];
  parse(table, {
    ...options,
    // Null keeps csv-parse from collecting the rows, so that empty ones take no memory.
    on_record: (cells: string[], { records, empty_lines }: InfoRecord) => {
      addRow(rows, { number: skippedLines + records + empty_lines, cells });
      return null;
    },
  });
  return rows;
}

function addRow(rows: SheetRow[], row: SheetRow): void {
  const cells = trimEmptyEnd(row.cells);
  const { number } = row;
  if (number > maxLines || (cells.length > 0 && rows.length === maxRowsWithHeader))
    throw new LimitExceeded({ key: 'imports.problem.tooManyRows' });
  if (cells.length > maxColumns)
    throw new LimitExceeded({ key: 'imports.problem.tooManyColumns', params: { row: number } });
  if (cells.some((cell) => cell.length > maxCellLength))
    throw new LimitExceeded({ key: 'imports.problem.cellTooLong', params: { row: number } });
  if (cells.length > 0) rows.push({ number, cells });
}

class LimitExceeded extends Error {
  constructor(readonly problem: FieldError) {
    super(problem.key);
  }
}

function trimEmptyEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function toProblem(error: unknown): FieldError {
  if (error instanceof LimitExceeded) return error.problem;
  if (!(error instanceof CsvError)) throw error;
  const { records = 0, empty_lines = 0 } = error as unknown as Partial<InfoRecord>;
  return { key: 'imports.problem.unmatchedQuotes', params: { row: records + empty_lines + 1 } };
}

/** The separator that gives most of the first lines the same number of cells, and many of them. */
function detectSeparator(text: string): string {
  const sample = text.slice(0, sampledCharacters);
  const scores = separators.map((separator) => separatorScore(sample, separator));
  const best = Math.max(...scores);
  return best > 0 ? (separators[scores.indexOf(best)] ?? ',') : ',';
}

// The share is squared, so that one line full of commas does not outweigh all others.
function separatorScore(text: string, separator: string): number {
  const widths = firstLines(text, separator).map((cells) => cells.length);
  const share = (width: number) => widths.filter((one) => one === width).length / widths.length;
  return Math.max(0, ...widths.filter((width) => width > 1).map((width) => width * share(width) ** 2));
}

function firstLines(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  try {
    const options = { ...csvOptions(separator), relax_quotes: true, to: sampledLines };
    parse(text, { ...options, on_record: (row) => void rows.push(row) });
  } catch {
    // The sample may end within a quoted cell; the rows before it count.
  }
  return rows;
}

function csvOptions(delimiter: string) {
  return {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  };
}
