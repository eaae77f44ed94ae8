import { addJob } from '../db/jobQueue.ts';
import type { OwnedDb } from '../db/owned.ts';
import { storableJson } from '../db/storableJson.ts';
import { maxCountedAtOnce } from './importLimits.ts';
import type { ImportMapping } from './imports.schema.ts';

/**
 * Changes how a waiting file is read, and has it counted again if need be. Does nothing if it was imported meanwhile.
 */
export function saveMapping(db: OwnedDb, id: number, mapping: ImportMapping): Promise<void> {
  return db.transaction(async (tx) => {
    const needsCount = await changesPreview(tx, id, mapping);
    await tx.contactImport.updateMany({ where: { id, state: 'waiting' }, data: { mapping } });
    if (needsCount) await requestCount(tx, id);
  });
}

/** Compares with the stored choices, which another request may have changed since the page was loaded. */
async function changesPreview(tx: OwnedDb, id: number, mapping: ImportMapping): Promise<boolean> {
  const [waiting] = await tx.read<{ changes: boolean }>(
    `SELECT mapping - :uncounted::text[] <> :mapping::jsonb - :uncounted::text[] AS changes
     FROM imports WHERE user_id = $1 AND id = :id::int AND state = 'waiting' FOR UPDATE`,
    { id, mapping: JSON.stringify(storableJson(mapping)), uncounted: uncountedChoices },
  );
  return waiting?.changes ?? false;
}

/** The preview is the same whatever is chosen for these. */
const uncountedChoices: readonly (keyof ImportMapping)[] = ['existing', 'likely', 'status'];

/**
 * Drops the preview, and that of a count which is running, and adds a job that counts again. Small files are counted by
 * the request itself; their job waits until that is over.
 */
export async function requestCount(tx: OwnedDb, id: number): Promise<void> {
  const [waiting] = await tx.read<{ rows: number }>(
    `UPDATE imports SET preview = NULL, revision = revision + 1
     WHERE user_id = $1 AND id = :id::int AND state = 'waiting' RETURNING rows`,
    { id },
  );
  if (waiting) await addJob(tx, { name: 'countImport', id, delaySeconds: waiting.rows > maxCountedAtOnce ? 0 : 5 });
}
