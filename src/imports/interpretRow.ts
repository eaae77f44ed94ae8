import type { ImportedRow, RowSettings } from './importedRow.ts';
import { interpretCells } from './rows/interpretCells.ts';
import { filledCells, importedColumns } from './rows/rowCells.ts';
import type { SheetRow } from './sheet.ts';

/** Interprets the cells of a row. Fast for rows that share the same `columns` array. */
export function interpretRow(row: SheetRow, settings: RowSettings): ImportedRow {
  const columns = importedColumns(settings.columns, settings.headers);
  return Object.assign(interpretCells(filledCells(row.cells, columns), row.cells, settings), row);
}
