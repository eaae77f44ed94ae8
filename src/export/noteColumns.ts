import type { TableColumn } from './exportTable.ts';

/** Of a cell in XLSX, in UTF-16 units; Excel refuses a file with longer ones. */
const maxCellLength = 32_000;

/** Notes in one column, or in several where the longest, in characters of up to two units, may need it. */
export function noteColumns<Row extends { notes: string }>(heading: string, longest: number): TableColumn<Row>[] {
  const units = longest * 2;
  const count = units <= maxCellLength ? 1 : Math.floor(units / (maxCellLength / 2)) + 1;
  return Array.from({ length: count }, (_, at) => ({
    heading: at === 0 ? heading : `${heading} ${at + 1}`,
    kind: 'text',
    width: 50,
    cell: ({ notes }) => splitNotes(notes)[at] ?? '',
  }));
}

/** Pieces of at least half a cell; they end at a line feed where there is one, as an import puts one between them. */
export function splitNotes(notes: string): string[] {
  if (notes.length <= maxCellLength) return [notes];
  const lineFeed = notes.lastIndexOf('\n', maxCellLength);
  if (lineFeed >= maxCellLength / 2) return [notes.slice(0, lineFeed), ...splitNotes(notes.slice(lineFeed + 1))];
  const end = isPair(notes, maxCellLength - 1) ? maxCellLength - 1 : maxCellLength;
  return [notes.slice(0, end), ...splitNotes(notes.slice(end))];
}

function isPair(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at));
}
