import type { OwnedDb } from '../db/owned.ts';
import type { RecordKind } from '../history/recordKinds.ts';
import type { ChangeLine } from './changeLines.service.ts';
import { isVisible, lineColumns } from './visibleChanges.ts';

/** The largest import is counted exactly. */
const maxCountedLines = 60_000;
export const maxShownLines = 3;
const maxListedLength = 700;

export interface SummaryGroup {
  act_id: number;
  kind: RecordKind;
  operation: ChangeLine['operation'];
  /** True for records that were deleted with another one, or lost their link to it. */
  is_cascade: boolean;
  records: number;
  /** The ids of at most two of the records. */
  ids: number[];
  is_counted_up: boolean;
}

/**
 * Counts the changes of acts by kind and operation. A record that an act created and then changed counts as created.
 */
export function summarizeActs(db: OwnedDb, acts: number[]): Promise<SummaryGroup[]> {
  return db.read<SummaryGroup>(
    `WITH lines AS (
       SELECT w.id AS act_id, l.*, count(*) OVER (PARTITION BY w.id) >= ${maxCountedLines} AS is_counted_up
       FROM unnest($2::bigint[]) w(id), LATERAL (
         SELECT c.kind, c.record_id, c.operation, c.is_cascade FROM changes c
         WHERE c.user_id = $1 AND c.act_id = w.id AND ${isVisible} ORDER BY c.id LIMIT ${maxCountedLines}) l),
     records AS (
       SELECT act_id, kind, record_id, bool_and(is_cascade) AS is_cascade, bool_or(is_counted_up) AS is_counted_up,
         CASE WHEN bool_or(operation = 'delete') THEN 'delete' WHEN bool_or(operation = 'create') THEN 'create'
           ELSE 'update' END AS operation
       FROM lines GROUP BY act_id, kind, record_id)
     SELECT act_id, kind, operation, is_cascade, count(*) AS records, bool_or(is_counted_up) AS is_counted_up,
       CASE WHEN count(*) = 1 THEN ARRAY[min(record_id)] ELSE ARRAY[min(record_id), max(record_id)] END AS ids
     FROM records GROUP BY act_id, kind, operation, is_cascade ORDER BY act_id, kind, operation`,
    [acts],
  );
}

export function listFirstLines(db: OwnedDb, acts: number[]): Promise<ChangeLine[]> {
  return db.read<ChangeLine>(
    `SELECT l.* FROM unnest($2::bigint[]) w(id), LATERAL (
       SELECT ${lineColumns(maxListedLength)} FROM changes c
       WHERE c.user_id = $1 AND c.act_id = w.id AND c.operation = 'update' AND NOT c.is_cascade AND ${isVisible}
       ORDER BY c.id LIMIT ${maxShownLines + 1}) l
     ORDER BY l.id`,
    [acts],
  );
}
