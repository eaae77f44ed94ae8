export interface SheetRow {
  /** The row number as a spreadsheet shows it: counted from 1, including empty rows. */
  number: number;
  cells: string[];
}

export function filledTexts({ cells }: Pick<SheetRow, 'cells'>): string[] {
  return cells.map((cell) => cell.trim()).filter(Boolean);
}

export function columnValues(rows: SheetRow[], at: number): string[] {
  return rows.map(({ cells }) => (cells[at] ?? '').trim()).filter(Boolean);
}
