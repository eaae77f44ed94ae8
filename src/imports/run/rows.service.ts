import type { OwnedDb } from '../../db/owned.ts';
import { storableJson } from '../../db/storableJson.ts';
import type { RowError } from '../importedRow.ts';
import type { OmittedRow } from '../reading/rawSheet.ts';
import type { SheetRow } from '../sheet.ts';

export interface RowOutcome {
  number: number;
  outcome: 'added' | 'filled' | 'updated' | 'merged' | 'left' | 'company' | 'rejected';
  errors?: RowError[];
}

/** About half a second's work on a slow computer. */
const rowsPerStatement = 2_000;

interface StoredRow extends SheetRow {
  outcome: 'heading' | 'waiting' | 'rejected';
  errors?: RowError[];
}

/** Stores the rows of a file. Those that cannot be imported are stored as rejected. */
export async function storeRows(tx: OwnedDb, id: number, { rows, omitted, details }: ReadRows): Promise<void> {
  const stored = rows.map(({ number, cells }): StoredRow => {
    return { number, cells, outcome: number === details.heading ? 'heading' : 'waiting' };
  });
  const rejected = omitted.map(({ number, cells, problem }): StoredRow => {
    return { number, cells, outcome: 'rejected', errors: [{ field: 'notes', error: problem }] };
  });
  await insertRows(tx, id, [...stored, ...rejected]);
}

interface ReadRows {
  rows: SheetRow[];
  omitted: OmittedRow[];
  /** The number of the header row. */
  details: { heading?: number | undefined };
}

async function insertRows(tx: OwnedDb, id: number, rows: StoredRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const some = storableJson(rows.slice(from, from + rowsPerStatement));
    await tx.read(
      `INSERT INTO import_rows (user_id, import_id, number, cells, outcome, errors)
       SELECT $1::int, :id::int, r.number, r.cells, r.outcome, r.errors
       FROM jsonb_populate_recordset(NULL::import_rows, :rows::jsonb) r`,
      { id, rows: JSON.stringify(some) },
    );
  }
}

/** The rows that are still to be imported, after the one with this number. */
export function waitingRows(db: OwnedDb, id: number, after: number, limit: number): Promise<SheetRow[]> {
  return db.read<SheetRow>(
    `SELECT number, cells FROM import_rows
     WHERE user_id = $1 AND import_id = :id::int AND number > :after::int AND outcome = 'waiting'
     ORDER BY number LIMIT :limit::int`,
    { id, after, limit },
  );
}

/** Deletes the cells of all rows except rejected ones. */
export async function saveOutcomes(tx: OwnedDb, id: number, outcomes: RowOutcome[]): Promise<void> {
  await tx.read(
    `UPDATE import_rows r SET outcome = o.outcome, errors = o.errors, cells = CASE o.outcome WHEN 'rejected' THEN r.cells END
     FROM jsonb_populate_recordset(NULL::import_rows, :outcomes::jsonb) o
     WHERE r.user_id = $1 AND r.import_id = :id::int AND r.number = o.number`,
    { id, outcomes: JSON.stringify(outcomes) },
  );
}

/** The rows that have been rejected. */
export function rejectedRows(
  db: OwnedDb,
  id: number,
  after: number,
  limit: number,
): Promise<(SheetRow & { errors: unknown })[]> {
  return db.read(
    `SELECT number, cells, errors FROM import_rows
     WHERE user_id = $1 AND import_id = :id::int AND number > :after::int AND outcome = 'rejected'
     ORDER BY number LIMIT :limit::int`,
    { id, after, limit },
  );
}
