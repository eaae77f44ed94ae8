import type { OwnedDb } from '../../db/owned.ts';
import { parseHeaders, parseRowErrors, parseStoredMapping } from '../imports.schema.ts';
import type { ImportSummary } from '../imports.service.ts';
import { interpretRow } from '../interpretRow.ts';
import type { RejectedRow } from '../rejectedRows.ts';
import { rejectedRows, waitingRows } from './rows.service.ts';

const rowsPerQuery = 500;

/** Yields the rows that an import rejected or would reject. */
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
  const rows = await rejectedAfter(db, id, after, rowsPerQuery);
  return { rows, last: rows.at(-1)?.number };
}

/** The first rows that an import rejected. */
export function firstRejected(db: OwnedDb, id: number, limit: number): Promise<RejectedRow[]> {
  return rejectedAfter(db, id, 0, limit);
}

async function rejectedAfter(db: OwnedDb, id: number, after: number, limit: number): Promise<RejectedRow[]> {
  const rows = await rejectedRows(db, id, after, limit);
  return rows.map((row) => ({ ...row, cells: row.cells ?? [], errors: parseRowErrors(row.errors) }));
}
