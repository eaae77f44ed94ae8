import { setImmediate as yieldToRequests } from 'node:timers/promises';
import type { OwnedDb } from '../../db/owned.ts';
import { listTags } from '../../tags/tags.service.ts';
import type { ImportedRow } from '../importedRow.ts';
import { type ImportMapping, parseHeaders, parseStoredMapping } from '../imports.schema.ts';
import type { ImportSummary } from '../imports.service.ts';
import { interpretRow } from '../interpretRow.ts';
import { rejectedRows, waitingRows } from '../run/rows.service.ts';
import { DryRun } from './dryRun.service.ts';
import type { PreviewResult } from './previewResult.ts';

const rowsPerQuery = 1_000;
/** Other requests are answered after each portion. */
const rowsAtOnce = 200;

/** Counts what the import would do, without writing. Returns undefined when it was stopped. */
export async function countRows(
  db: OwnedDb,
  waiting: ImportSummary,
  isStopping: () => boolean,
): Promise<PreviewResult | undefined> {
  const mapping = parseStoredMapping(waiting.mapping);
  const dryRun = new DryRun(db, await listTags(db), mapping.tags);
  const headers = parseHeaders(waiting.headers);
  for (const row of await rejectedRows(db, waiting.id, 0, rowsPerQuery)) dryRun.reject(row);
  let rows = await waitingRows(db, waiting.id, 0, rowsPerQuery);
  while (rows.length > 0) {
    await dryRun.add(await interpretRows(rows, mapping, headers));
    if (isStopping()) return undefined;
    rows = await waitingRows(db, waiting.id, rows.at(-1)?.number ?? 0, rowsPerQuery);
  }
  return dryRun.result();
}

async function interpretRows(
  rows: { number: number; cells: string[] }[],
  mapping: ImportMapping,
  headers: string[],
): Promise<ImportedRow[]> {
  const read: ImportedRow[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    read.push(...rows.slice(from, from + rowsAtOnce).map((row) => interpretRow(row, { ...mapping, headers })));
    await yieldToRequests();
  }
  return read;
}
