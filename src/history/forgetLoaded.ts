import type { OwnedDb } from '../db/owned.ts';
import { idColumn, restorableKinds } from './recordKinds.ts';

/** What is loaded without a line in the history. */
const unrecorded = ['merges', 'saved_views', 'mail_templates', 'different_records', 'erasures'] as const;
/** The lists of which an undo must know the ids. */
export const listsForUndo = ['acts', ...unrecorded] as const;

const loadedIds = (kind: string) => `SELECT r.new_id FROM account_load_rows r
  WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = '${kind}'`;

/** An act that loaded the file of an account takes along, when it is undone, what came with the records. */
export async function forgetLoaded(tx: OwnedDb, act: number): Promise<void> {
  const [load] = await tx.read<{ id: number }>(
    'SELECT id FROM account_loads WHERE user_id = $1 AND act_id = :act::bigint',
    { act },
  );
  if (!load) return;
  await forgetHistory(tx, load.id);
  for (const kind of unrecorded)
    await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id IN (${loadedIds(kind)})`, { load: load.id });
}

/** Of records that stay, the history stays; and so does an act that somebody has undone since. */
async function forgetHistory(tx: OwnedDb, load: number): Promise<void> {
  for (const kind of restorableKinds)
    await tx.read(
      `DELETE FROM changes c WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.act_id IN (${loadedIds('acts')})
         AND NOT EXISTS (SELECT FROM ${kind} x WHERE x.user_id = $1 AND x.${idColumn(kind)} = c.record_id)`,
      { load },
    );
  await tx.read(
    `DELETE FROM acts a WHERE a.user_id = $1 AND a.id IN (${loadedIds('acts')})
       AND NOT EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = a.id)
       AND NOT EXISTS (SELECT FROM acts u WHERE u.user_id = $1 AND u.undoes = a.id AND u.id NOT IN (${loadedIds('acts')}))`,
    { load },
  );
}
