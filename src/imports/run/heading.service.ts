import { longTransaction } from '../../db/longTransaction.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { hashHeaders, type ImportSummary } from '../imports.service.ts';

/**
 * Turns the first row into the headings, or the headings into a row. Returns false and changes nothing when no row
 * would be left.
 */
export function setHeading(db: OwnedDb, { id }: ImportSummary, hasHeading: boolean): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [first, second] = await tx.read<{ number: number; cells: string[]; outcome: string }>(
      `SELECT number, cells, outcome FROM import_rows WHERE user_id = $1 AND import_id = :id::int ORDER BY number LIMIT 2`,
      { id },
    );
    if (!first || (hasHeading && !second)) return false;
    if ((first.outcome === 'heading') === hasHeading) return true;
    const headers = hasHeading ? first.cells.map((cell) => cell.trim()) : first.cells.map(() => '');
    await tx.read(
      `UPDATE import_rows SET outcome = :outcome WHERE user_id = $1 AND import_id = :id::int AND number = :number::int`,
      { id, number: first.number, outcome: hasHeading ? 'heading' : 'waiting' },
    );
    await tx.read(
      `UPDATE imports SET headers = :headers::jsonb, headers_hash = :hash, rows = rows + :more::int
       WHERE user_id = $1 AND id = :id::int AND state = 'waiting'`,
      { id, headers: JSON.stringify(headers), hash: hashHeaders(headers), more: hasHeading ? -1 : 1 },
    );
    return true;
  }, longTransaction);
}
