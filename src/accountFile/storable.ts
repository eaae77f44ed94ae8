import type { LoadedKind } from './kinds.ts';
import type { FileRecord } from './records.schema.ts';

/** Checks the same as the constraints of the database on several columns. */
export function isStorable(kind: LoadedKind, record: FileRecord): boolean {
  if (kind === 'contacts') return record['first_name'] !== '' || record['last_name'] !== '';
  if (kind !== 'tasks' || record['repeat'] === 'never') return true;
  return typeof record['due_date'] === 'string' && typeof record['repeat_from'] === 'string';
}
