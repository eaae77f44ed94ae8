import { truncate } from '../../core/truncate.ts';
import type { FieldError } from '../../validation/form.ts';
import type { ColumnChoice } from '../columns.ts';
import { maxRows } from '../importLimits.ts';
import { filledTexts, type SheetRow } from '../sheet.ts';
import type { Encoding } from './encoding.ts';
import { detectFileKind } from './fileKind.ts';
import { findHeading } from './findHeading.ts';
import { takeFooters } from './footers.ts';
import { guessColumns } from './guessColumns.ts';
import { type FileOptions, type OmittedRow, type RawSheet, UnreadableFileError } from './rawSheet.ts';
import { readText } from './readText.ts';
import { readVcard } from './readVcard.ts';
import { readWorkbook, refuseOle } from './readWorkbook.ts';

/** A file as it was read, with a guess of what its columns are. */
export interface ReadSheet {
  kind: 'text' | 'xlsx' | 'ods' | 'vcard';
  /** The encoding of a text file; undefined when there is none to choose. */
  encoding: Encoding | undefined;
  /** The rows from the heading on, without empty ones. */
  rows: SheetRow[];
  headers: string[];
  /** The number of the header row. */
  heading: number | undefined;
  columns: ColumnChoice[];
  /** The text above the heading. */
  skippedTitle: string;
  /** The sheet that was read; empty when the file has only one. */
  sheetName: string;
  /** The sheets that can be chosen. */
  sheetNames: string[];
  /** How many letters could not be decoded. */
  unreadable: number;
  /** Rows that are not imported, with the reason: broken or group cards, and rows with too long a cell. */
  omitted: OmittedRow[];
  /** The texts of totals and notes below the table. */
  footers: string[];
}

export type SheetResult = { ok: true; sheet: ReadSheet } | { ok: false; problem: FieldError };

/** Reads a file of any kind. This may block for seconds: requests call readFile(). */
export async function readSheet(bytes: Uint8Array, options: FileOptions): Promise<SheetResult> {
  try {
    const raw = await readKind(bytes, options);
    const [firstOmitted] = raw.omitted;
    if (raw.rows.length > 0) return withHeading(raw);
    return firstOmitted ? { ok: false, problem: firstOmitted.problem } : refuse('imports.problem.empty');
  } catch (error) {
    if (error instanceof UnreadableFileError) return { ok: false, problem: error.problem };
    throw error;
  }
}

async function readKind(bytes: Uint8Array, options: FileOptions): Promise<RawSheet> {
  const kind = detectFileKind(bytes);
  if (kind === 'text') return readText(bytes, options);
  if (kind === 'zip') return readWorkbook(bytes, options.sheet);
  if (kind === 'ole') throw refuseOle(bytes);
  if (kind === 'vcard') return readVcard(bytes, options);
  throw new UnreadableFileError({ key: 'imports.problem.notText' });
}

function withHeading({ kind, rows, omitted, ...raw }: RawSheet): SheetResult {
  const found = raw.hasHeading ? { at: 0, rows: 1, cells: rows[0]?.cells ?? [] } : findHeading(rows);
  const heading = found && rows[found.at]?.number;
  const below = found ? rows.slice(found.at + found.rows) : rows;
  if (below.length === 0 && omitted.length === 0) return refuse('imports.problem.onlyHeader');
  const headers = padHeaders(found?.cells ?? [], below);
  const columns = guessColumns(headers, below);
  const { entries, footers } = kind === 'vcard' ? { entries: below, footers: [] } : takeFooters(below, columns);
  if (entries.length > maxRows) return refuse('imports.problem.tooManyRows');
  return {
    ok: true,
    sheet: {
      kind,
      omitted,
      footers: footers.map(footerText),
      headers,
      heading,
      rows: heading === undefined ? entries : [{ number: heading, cells: headers }, ...entries],
      columns,
      encoding: raw.encoding,
      sheetName: raw.sheetName ?? '',
      sheetNames: raw.sheetNames ?? [],
      unreadable: raw.unreadable ?? 0,
      skippedTitle: found ? titleText(rows.slice(0, found.at)) : '',
    },
  };
}

const maxFooterLength = 60;

function footerText(row: SheetRow): string {
  return truncate(filledTexts(row).join(' '), maxFooterLength);
}

function padHeaders(names: string[], rows: SheetRow[]): string[] {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), names.length);
  return Array.from({ length: width }, (_, at) => names[at]?.trim() ?? '');
}

const maxTitleLength = 200;

function titleText(rows: SheetRow[]): string {
  return rows.flatMap(filledTexts).join(' · ').slice(0, maxTitleLength);
}

function refuse(key: FieldError['key']): SheetResult {
  return { ok: false, problem: { key } };
}
