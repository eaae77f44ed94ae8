import type { OwnedDb } from '../db/owned.ts';
import { damaged } from './accountArchive.ts';

const rows = (kind: string) =>
  `account_load_rows r WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = '${kind}' AND r.record IS NOT NULL`;

const twice = (kind: string, value: string) =>
  `EXISTS (SELECT ${value} FROM ${rows(kind)} AND ${value} IS NOT NULL GROUP BY 1 HAVING count(*) > 1)`;

/** Checks what involves several records. @throws RefusedFileError */
export async function checkStaged(db: OwnedDb, load: number): Promise<void> {
  const [found] = await db.read<{ is_bad: boolean }>(
    `SELECT ${twice('tags', "crm_fold(r.record ->> 'name')")}
       OR ${twice('saved_views', "(r.record ->> 'kind') || crm_fold(r.record ->> 'name')")}
       OR ${twice('tasks', "r.record ->> 'previous_id'")}
       OR EXISTS (SELECT FROM ${rows('tasks')} AND (r.record ->> 'previous_id')::int >= r.record_id)
       OR ${twice('saved_views', "CASE WHEN (r.record ->> 'is_default')::boolean THEN r.record ->> 'kind' END")} AS is_bad`,
    { load },
  );
  if (found?.is_bad) throw damaged();
}
