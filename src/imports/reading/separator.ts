import { parseSeparated } from './separatedValues.ts';

/** The earlier one wins when two fit a file equally well. */
const separators = [';', '\t', ',', '|'];
const sampledLines = 50;
const sampledCharacters = 50_000;

/** Excel may name the separator in a line above the table. */
const separatorLine = /^"?sep=([;,|\t])"?(?:\r\n|\n|\r)/i;

interface Table {
  separator: string;
  text: string;
  /** How many lines above the table were skipped. */
  skippedLines: number;
}

export function findTable(text: string): Table {
  const [line = '', separator] = separatorLine.exec(text) ?? [];
  const table = unwrapLines(withUsualQuotes(text.slice(line.length)));
  return { text: table, separator: separator ?? detectSeparator(table), skippedLines: line === '' ? 0 : 1 };
}

const requoted = /^\s*(?:'[^'\r\n]*'|[“„][^“”„\r\n]*[”“])(?:\s*[;,|\t]\s*(?:'[^'\r\n]*'|[“„][^“”„\r\n]*[”“]))+\s*$/;

/** Some programs put each cell in apostrophes, and word processors turn quotes into curly ones. */
function withUsualQuotes(text: string): string {
  const lines = text.slice(0, sampledCharacters).split(/[\r\n]+/, 2);
  if (!lines.some((line) => requoted.test(line))) return text;
  return text
    .replaceAll('"', '""')
    .replace(/(^|[;,|\t\r\n])([ \t]{0,50})['“„]/g, '$1$2"')
    .replace(/['”“](?=[ \t]{0,50}(?:[;,|\t\r\n]|$))/g, '"');
}

/** In a table that was exported twice, each whole line is quoted. */
function unwrapLines(text: string): string {
  const lines = text.slice(0, sampledCharacters).split(/[\r\n]+/, 3);
  const isTable = lines.length > 1 && lines.every((line) => line === '' || /[;,|\t]/.test(unwrapped(line) ?? ''));
  if (!isTable) return text;
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => unwrapped(line) ?? line)
    .join('\n');
}

function unwrapped(line: string): string | undefined {
  const inner = /^"(.*)"[;,]*$/.exec(line)?.[1];
  return inner !== undefined && /^(?:[^"]|"")*$/.test(inner) ? inner.replaceAll('""', '"') : undefined;
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
  const counts = new Map<number, number>();
  const widths = firstWidths(text, separator);
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const wide = [...counts].filter(([width]) => width > 1);
  return Math.max(0, ...wide.map(([width, count]) => width * (count / widths.length) ** 2));
}

function firstWidths(text: string, separator: string): number[] {
  const widths: number[] = [];
  parseSeparated(text, separator, (cells) => {
    const isEmpty = cells.every((cell) => cell.trim() === '');
    if (!isEmpty && widths.length < sampledLines) widths.push(cells.length);
  });
  return widths;
}
