import type { FieldError } from '../validation/form.ts';
import type { ReadUpload } from './imports.service.ts';
import type { FileOptions } from './reading/rawSheet.ts';
import { readFile } from './reading/readFile.ts';
import type { ReadSheet } from './reading/readSheet.ts';
import { findDateOrder } from './rows/birthdays.ts';

type UploadResult = { ok: true; read: ReadUpload } | { ok: false; problem: FieldError };

/** Reads a file and guesses its columns. */
export async function readUpload(bytes: Uint8Array, options: FileOptions): Promise<UploadResult> {
  const result = await readFile(bytes, options);
  if (!result.ok) return result;
  const { kind, rows, headers, heading, columns, skippedTitle, sheetName, sheetNames, omitted, footers, ...sheet } =
    result.sheet;
  return {
    ok: true,
    read: {
      headers,
      rows,
      omitted,
      mapping: {
        ...(sheet.encoding && { encoding: sheet.encoding }),
        header: heading !== undefined,
        columns,
        existing: 'skip',
        likely: 'add',
        status: 'lead',
        tags: [],
        statuses: {},
        dateOrder: findDateOrder(datesIn(result.sheet)),
      },
      details: { kind, title: skippedTitle, sheet: sheetName, sheets: sheetNames, heading, footers },
    },
  };
}

/** One unambiguous date decides how the others are read. */
function datesIn({ rows, columns }: ReadSheet): string[] {
  const at = columns.indexOf('birthday');
  return at < 0 ? [] : rows.map(({ cells }) => cells[at] ?? '');
}
