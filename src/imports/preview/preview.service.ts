import type { OwnedDb } from '../../db/owned.ts';
import { storableJson } from '../../db/storableJson.ts';
import { maxCountedAtOnce } from '../importLimits.ts';
import { getImport, type ImportSummary } from '../imports.service.ts';
import { countRows } from './countRows.service.ts';

/** Counts what a small import would do; a large one waits for its job. */
export async function countIfSmall(db: OwnedDb, id: number): Promise<void> {
  const waiting = await getImport(db, id);
  if (waiting.rows <= maxCountedAtOnce) await countWaiting(db, waiting, () => false);
}

/** Counts what an import would do, unless that is done or too late. False when it was stopped. */
export async function countImport(db: OwnedDb, id: number, isStopping: () => boolean): Promise<boolean> {
  const waiting = await db.contactImport.findUnique({ where: { ...db.key(id), state: 'waiting' } });
  return !waiting || countWaiting(db, waiting, isStopping);
}

async function countWaiting(db: OwnedDb, waiting: ImportSummary, isStopping: () => boolean): Promise<boolean> {
  if (waiting.preview) return true;
  const preview = await countRows(db, waiting, isStopping);
  if (!preview) return false;
  await db.read(
    `UPDATE imports SET preview = :preview::jsonb WHERE user_id = $1 AND id = :id::int AND state = 'waiting'
     AND mapping -> 'columns' = :columns::jsonb AND mapping -> 'encoding' IS NOT DISTINCT FROM :encoding::jsonb`,
    { id: waiting.id, preview: JSON.stringify(storableJson(preview)), ...readingOf(waiting) },
  );
  return true;
}

/** An import that is read in another way meanwhile is counted anew. */
function readingOf({ mapping }: ImportSummary) {
  const { columns, encoding } = mapping as { columns: unknown; encoding?: unknown };
  return { columns: JSON.stringify(columns), encoding: encoding === undefined ? null : JSON.stringify(encoding) };
}
