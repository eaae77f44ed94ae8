import type { OwnedDb } from '../../db/owned.ts';
import { storableJson } from '../../db/storableJson.ts';
import { maxCountedAtOnce } from '../importLimits.ts';
import { getImport, type ImportSummary } from '../imports.service.ts';
import { countRows } from './countRows.service.ts';
import type { PreviewResult } from './previewResult.ts';

/** Counts what a small import would do; a large one waits for its job. */
export async function countIfSmall(db: OwnedDb, id: number): Promise<void> {
  const waiting = await getImport(db, id);
  if (waiting.rows <= maxCountedAtOnce) await countWaiting(db, waiting, () => false);
}

/** Counts what an import would do, unless it was counted or imported meanwhile. Returns false when it was stopped. */
export async function countImport(db: OwnedDb, id: number, isStopping: () => boolean): Promise<boolean> {
  const waiting = await db.contactImport.findUnique({ where: { ...db.key(id), state: 'waiting' } });
  return !waiting || countWaiting(db, waiting, isStopping);
}

async function countWaiting(db: OwnedDb, waiting: ImportSummary, isStopping: () => boolean): Promise<boolean> {
  if (waiting.preview) return true;
  const preview = await countRows(db, waiting, isStopping);
  if (!preview) return false;
  await savePreview(db, waiting, preview);
  return true;
}

/** Saves nothing if what was counted has changed meanwhile: whoever changed it has added a job that counts again. */
async function savePreview(db: OwnedDb, { id, revision }: ImportSummary, preview: PreviewResult): Promise<void> {
  await db.read(
    `UPDATE imports SET preview = :preview::jsonb
     WHERE user_id = $1 AND id = :id::int AND state = 'waiting' AND revision = :revision::int`,
    { id, revision, preview: JSON.stringify(storableJson(preview)) },
  );
}
