import { matchHeader } from '../columns.ts';
import { columnValues, filledTexts, type SheetRow } from '../sheet.ts';
import { isEmail, isMostly, isPhone } from './valueKinds.ts';

export interface Heading {
  /** The index of the heading's first row. */
  at: number;
  cells: string[];
  /** How many rows the heading takes. */
  rows: number;
}

/** Notes, titles and empty rows may stand above a table. */
const searchedRows = 20;
const sampledRows = 200;

/** Finds the row or rows with the names of the columns; undefined when the file has none. */
export function findHeading(rows: SheetRow[]): Heading | undefined {
  const at = bestRow(rows) ?? firstAboveData(rows);
  return at === undefined ? undefined : joinedHeading(rows, at);
}

/** The row with the most known names; a single one counts only in a row that is as wide as the table. */
function bestRow(rows: SheetRow[]): number | undefined {
  const known = rows.slice(0, searchedRows).map(countKnown);
  const best = Math.max(0, ...known);
  const at = known.indexOf(best);
  const isAlone = best === 1 && widthOf(rows[at]) * 2 < usualWidth(rows);
  return best === 0 || isAlone ? undefined : at;
}

function countKnown(row: SheetRow): number {
  return hasData(row) ? 0 : row.cells.filter((cell) => matchHeader(cell) !== undefined).length;
}

function hasData({ cells }: SheetRow): boolean {
  return cells.some((cell) => isEmail(cell.trim()) || isPhone(cell.trim()));
}

function widthOf(row: SheetRow | undefined): number {
  return row ? filledTexts(row).length : 0;
}

function usualWidth(rows: SheetRow[]): number {
  const widths = rows.slice(0, sampledRows).map(widthOf);
  return widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
}

/** A first row without data, above columns of emails or phones, holds names even if none of them is known. */
function firstAboveData(rows: SheetRow[]): number | undefined {
  const at = rows.slice(0, searchedRows).findIndex((row) => widthOf(row) * 2 >= usualWidth(rows));
  const row = rows[at];
  if (!row || hasData(row)) return undefined;
  const below = rows.slice(at + 1, at + 1 + sampledRows);
  const isAbove = row.cells.some((_, column) =>
    isMostly(columnValues(below, column), (text) => isEmail(text) || isPhone(text)),
  );
  return isAbove ? at : undefined;
}

/** Headings often stand in two rows: groups above names, or names above parts. */
function joinedHeading(rows: SheetRow[], at: number): Heading {
  const cells = (rows[at]?.cells ?? []).map((cell) => cell.trim());
  const below = rows[at + 1];
  if (below && isSecondHeading(cells, below)) return { at, rows: 2, cells: joinNames(cells, below.cells) };
  const above = rows[at - 1];
  const isGroup = above?.number === (rows[at]?.number ?? 0) - 1 && widthOf(above) > 1;
  return { at, rows: 1, cells: isGroup ? joinNames(above.cells, cells) : cells };
}

function isSecondHeading(first: string[], second: SheetRow): boolean {
  const parts = second.cells.flatMap((cell, at) => (cell.trim() ? [{ cell: cell.trim(), at }] : []));
  if (hasData(second) || parts.length === 0) return false;
  const names = joinNames(first, second.cells);
  const known = parts.filter(({ cell, at }) => matchHeader(cell) ?? matchHeader(names[at] ?? ''));
  if (known.length === parts.length && parts.length > 2) return true;
  return known.length * 2 > parts.length && parts.length < Math.max(2, filledTexts({ cells: first }).length + 1);
}

/** A group name covers the columns up to the next group. A name that is known by itself is left without it. */
function joinNames(groups: string[], names: string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(groups.length, names.length) }, (_, at) => {
    group = groups[at]?.trim() || group;
    const name = names[at]?.trim() ?? '';
    if (name === '') return groups[at]?.trim() ?? '';
    const joined = `${group} ${name}`.trim();
    const [alone, together] = [matchHeader(name)?.field, matchHeader(joined)?.field];
    return alone && (!together || alone === together) ? name : joined;
  });
}
