import type { TableColumn } from './exportTable.ts';

/** The maximum length of an XLSX cell in UTF-16 units; Excel refuses a file with longer cells. */
const maxCellLength = 32_000;

/**
 * Puts notes in one column, or in several if the longest notes may need them. `longest` is in characters of up to two
 * units.
 */
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

/**
 * Splits notes into pieces of at least half a cell. They end at a line feed if there is one, since an import joins them
 * with a line feed.
 */
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
