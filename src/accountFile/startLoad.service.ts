import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { deleteLoaded } from '../history/deleteLoaded.ts';
import type { LoadWork } from './loadSteps.service.ts';
import { countAccount } from './loads.service.ts';

/** Begins to load a file that was checked, by a job. Does nothing when the load is running or over. */
export function startLoad(db: OwnedDb, id: number): Promise<void> {
  return db.withCause('import').transaction(async (tx) => {
    const [ready] = await tx.read(
      `UPDATE account_loads SET state = 'running', loaded = '{}', before = :before::jsonb
       WHERE user_id = $1 AND id = :id::int AND state = 'ready' RETURNING id`,
      { id, before: JSON.stringify(await countAccount(tx)) },
    );
    if (!ready) return;
    const work: LoadWork = { loads: id, phase: 0, after: 0 };
    const act = await tx.act({ progress: work });
    await tx.read('UPDATE account_loads SET act_id = :act::bigint WHERE user_id = $1 AND id = :id::int', { id, act });
  });
}

interface Stopped {
  /** The act by which the load can be undone. */
  act: number;
  /** True when no record had been loaded: there is nothing to undo, and the load was removed. */
  isEmpty: boolean;
}

/** Stops a load after its current step; returns undefined when it is not running. */
export function stopLoad(db: OwnedDb, id: number, now: Date): Promise<Stopped | undefined> {
  return db.transaction(async (tx) => {
    // A running step locks the row of its act until it commits.
    const [act] = await tx.read<{ id: number }>(
      `UPDATE acts SET progress = NULL WHERE user_id = $1 AND progress IS NOT NULL AND id IN (
         SELECT l.act_id FROM account_loads l WHERE l.user_id = $1 AND l.id = :id::int) RETURNING id`,
      { id },
    );
    if (!act) return undefined;
    const [change] = await tx.read('SELECT id FROM changes WHERE user_id = $1 AND act_id = :act::bigint LIMIT 1', {
      act: act.id,
    });
    if (change) await setDone(tx, id, now);
    else await forget(tx, id, act.id);
    return { act: act.id, isEmpty: !change };
  }, longTransaction);
}

async function setDone(tx: OwnedDb, id: number, now: Date): Promise<void> {
  await tx.read(
    `UPDATE account_loads SET state = 'done', done_at = :now::timestamptz WHERE user_id = $1 AND id = :id::int`,
    { id, now },
  );
}

async function forget(tx: OwnedDb, id: number, act: number): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) after = await deleteLoaded(tx, act, after);
  await tx.read('DELETE FROM account_loads WHERE user_id = $1 AND id = :id::int', { id });
  await tx.read('DELETE FROM acts WHERE user_id = $1 AND id = :act::bigint', { act });
}
