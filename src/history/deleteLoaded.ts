import type { OwnedDb } from '../db/owned.ts';
import { idColumn, restorableKinds } from './recordKinds.ts';

/** The lists that are loaded without a line in the history. */
const unrecorded = ['merges', 'saved_views', 'mail_templates', 'different_records', 'erasures'] as const;
/** The lists whose new ids an undo must know. */
export const listsForUndo = ['acts', ...unrecorded] as const;

const loadedIds = (kind: string) => `SELECT r.new_id FROM account_load_rows r
  WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = '${kind}'`;

const actsPerStep = 1_000;

/**
 * When the load of an account's file is undone, deletes what came with the records, beginning with the history, some
 * acts in each step. Returns the last id of the step; undefined when none is left.
 */
export async function deleteLoaded(tx: OwnedDb, act: number, after: number): Promise<number | undefined> {
  const [load] = await tx.read<{ id: number }>(
    'SELECT id FROM account_loads WHERE user_id = $1 AND act_id = :act::bigint',
    { act },
  );
  if (!load) return undefined;
  const acts = await readLoadedActs(tx, load.id, after);
  if (acts.length > 0) await deleteHistory(tx, load.id, acts);
  else await deleteUnrecorded(tx, load.id);
  return acts.at(-1)?.record_id;
}

interface LoadedAct {
  record_id: number;
  new_id: number;
}

function readLoadedActs(tx: OwnedDb, load: number, after: number): Promise<LoadedAct[]> {
  return tx.read<LoadedAct>(
    `SELECT r.record_id::float8 AS record_id, r.new_id::float8 AS new_id FROM account_load_rows r
     WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = 'acts' AND r.record_id > :after::bigint
     ORDER BY r.record_id LIMIT ${actsPerStep}`,
    { load, after },
  );
}

async function deleteUnrecorded(tx: OwnedDb, load: number): Promise<void> {
  for (const kind of unrecorded)
    await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id IN (${loadedIds(kind)})`, { load });
}

/** Keeps the history of records that stay, and acts that were undone after the load. */
async function deleteHistory(tx: OwnedDb, load: number, loaded: LoadedAct[]): Promise<void> {
  const acts = loaded.map(({ new_id }) => new_id);
  for (const kind of restorableKinds)
    await tx.read(
      `DELETE FROM changes c WHERE c.user_id = $1 AND c.kind = '${kind}' AND c.act_id = ANY(:acts::bigint[])
         AND NOT EXISTS (SELECT FROM ${kind} x WHERE x.user_id = $1 AND x.${idColumn(kind)} = c.record_id)`,
      { acts },
    );
  await tx.read(
    `DELETE FROM acts a WHERE a.user_id = $1 AND a.id = ANY(:acts::bigint[])
       AND NOT EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = a.id)
       AND a.id <> ALL(ARRAY(SELECT u.undoes FROM acts u
         WHERE u.user_id = $1 AND u.undoes = ANY(:acts::bigint[]) AND u.id NOT IN (${loadedIds('acts')})))`,
    { load, acts },
  );
}
