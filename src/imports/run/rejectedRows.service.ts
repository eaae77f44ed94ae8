import type { OwnedDb } from '../../db/owned.ts';
import type { RowError } from '../importedRow.ts';
import { parseHeaders, parseRowErrors, parseStoredMapping } from '../imports.schema.ts';
import type { ImportSummary } from '../imports.service.ts';
import { interpretRow } from '../interpretRow.ts';
import type { SheetRow } from '../sheet.ts';
import { rejectedRows, waitingRows } from './rows.service.ts';

interface RejectedRow extends SheetRow {
  errors: RowError[];
}

const rowsPerQuery = 500;

/** The rows that an import left out, or would leave out. */
export async function* listRejected(db: OwnedDb, found: ImportSummary): AsyncGenerator<RejectedRow> {
  yield* all((after) => readRejected(db, found, after));
  if (found.state === 'waiting') yield* all((after) => readWaiting(db, found, after));
}

async function* all(read: (after: number) => Promise<Batch>): AsyncGenerator<RejectedRow> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const batch: Batch = await read(after);
    yield* batch.rows;
    after = batch.last;
  }
}

interface Batch {
  rows: RejectedRow[];
  /** Undefined when there are no more. */
  last: number | undefined;
}

async function readWaiting(db: OwnedDb, { id, mapping, headers }: ImportSummary, after: number): Promise<Batch> {
  const settings = { ...parseStoredMapping(mapping), headers: parseHeaders(headers) };
  const rows = await waitingRows(db, id, after, rowsPerQuery);
  const rejected = rows.map((row) => interpretRow(row, settings)).filter(({ errors }) => errors.length > 0);
  return { rows: rejected, last: rows.at(-1)?.number };
}

async function readRejected(db: OwnedDb, { id }: ImportSummary, after: number): Promise<Batch> {
  const rows = await rejectedRows(db, id, after, rowsPerQuery);
  return { rows: rows.map((row) => ({ ...row, errors: parseRowErrors(row.errors) })), last: rows.at(-1)?.number };
}
