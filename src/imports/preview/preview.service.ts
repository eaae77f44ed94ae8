import type { OwnedDb } from '../../db/owned.ts';
import { storableJson } from '../../db/storableJson.ts';
import { unlessReadOnly } from '../../db/unlessReadOnly.ts';
import type { ImportSummary } from '../imports.service.ts';
import { countRows } from './countRows.service.ts';
import type { PreviewResult } from './previewResult.ts';

/** After so long, another process takes over a count that did not end. */
const maxCountingSeconds = 30;

/** Whether this process is to count: nobody else is at it, and nobody has done it. */
export async function claimPreview(db: OwnedDb, id: number): Promise<boolean> {
  const claimed = await unlessReadOnly(() =>
    db.read(
      `UPDATE imports SET preview_begun_at = now() WHERE user_id = $1 AND id = :id::int AND preview IS NULL
       AND (preview_begun_at IS NULL OR preview_begun_at < now() - interval '${maxCountingSeconds} seconds') RETURNING id`,
      { id },
    ),
  );
  return (claimed ?? []).length > 0;
}

/** Counts and stores what a waiting import would do, unless it is read in another way meanwhile. */
export async function savePreview(
  db: OwnedDb,
  waiting: ImportSummary,
  isStopping: () => boolean,
): Promise<PreviewResult | undefined> {
  const preview = await countRows(db, waiting, isStopping);
  if (!preview) return undefined;
  await unlessReadOnly(() =>
    db.read(
      `UPDATE imports SET preview = :preview::jsonb WHERE user_id = $1 AND id = :id::int AND state = 'waiting'
       AND mapping -> 'columns' = :columns::jsonb AND mapping -> 'encoding' IS NOT DISTINCT FROM :encoding::jsonb`,
      { id: waiting.id, preview: JSON.stringify(storableJson(preview)), ...readingOf(waiting) },
    ),
  );
  return preview;
}

function readingOf({ mapping }: ImportSummary) {
  const { columns, encoding } = mapping as { columns: unknown; encoding?: unknown };
  return { columns: JSON.stringify(columns), encoding: encoding === undefined ? null : JSON.stringify(encoding) };
}
