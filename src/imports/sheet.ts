export interface SheetRow {
  /** As a spreadsheet counts: from 1, empty rows included. */
  number: number;
  cells: string[];
}

export function filledTexts({ cells }: Pick<SheetRow, 'cells'>): string[] {
  return cells.map((cell) => cell.trim()).filter(Boolean);
}

export function columnValues(rows: SheetRow[], at: number): string[] {
  return rows.map(({ cells }) => (cells[at] ?? '').trim()).filter(Boolean);
}
