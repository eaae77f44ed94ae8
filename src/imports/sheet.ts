import type { FieldError } from '../validation/form.ts';

export interface SheetRow {
  /** As a spreadsheet counts: from 1, empty rows included. */
  number: number;
  cells: string[];
}

/** The rows of a file that are not empty, or why it cannot be read. */
export type RowsResult = { ok: true; rows: SheetRow[] } | { ok: false; problem: FieldError };

export interface Sheet {
  /** Empty for a column without one. */
  headers: string[];
  rows: SheetRow[];
}

export type SheetResult = { ok: true; sheet: Sheet } | { ok: false; problem: FieldError };

export function toSheet(rows: SheetRow[], hasHeader: boolean): Sheet {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const [first] = hasHeader ? rows : [];
  return {
    headers: Array.from({ length: width }, (_, at) => (first?.cells[at] ?? '').trim()),
    rows: hasHeader ? rows.slice(1) : rows,
  };
}

export function columnValues(rows: SheetRow[], at: number): string[] {
  return rows.map(({ cells }) => (cells[at] ?? '').trim()).filter(Boolean);
}
