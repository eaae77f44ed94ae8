import { parse } from 'csv-parse/sync';

/** In the order in which they win when a file could be read by either. */
const separators = [';', '\t', ',', '|'];
const linesLookedAt = 20;
const charactersLookedAt = 50_000;

/** What stands between the cells: by it most of the first lines have the same number of them, and the more the better. */
export function separatorOf(text: string): string {
  const start = text.slice(0, charactersLookedAt);
  const rated = separators.map((separator) => ({ separator, rating: ratingOf(start, separator) }));
  const best = Math.max(...rated.map(({ rating }) => rating));
  return best > 0 ? (rated.find(({ rating }) => rating === best)?.separator ?? ',') : ',';
}

// Squared, so that one remark full of commas does not outweigh all other lines.
function ratingOf(text: string, delimiter: string): number {
  const widths = firstLines(text, delimiter).map((cells) => cells.length);
  const share = (width: number) => widths.filter((one) => one === width).length / widths.length;
  return Math.max(0, ...widths.filter((width) => width > 1).map((width) => width * share(width) ** 2));
}

function firstLines(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  try {
    const options = { ...reading(delimiter), relax_quotes: true, to: linesLookedAt };
    parse(text, { ...options, on_record: (row) => void rows.push(row) });
  } catch {
    // The cut may go through a quoted cell: what was read before it counts.
  }
  return rows;
}

/** How csv-parse reads a table of any shape. */
export function reading(delimiter: string) {
  return {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  };
}
