import { eraseFromLoads } from '../accountFile/forgetLoads.service.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { deletePairs } from '../duplicates/different.service.ts';
import { eraseFromImports } from './eraseImports.service.ts';
import { personChangesSql, personMailsSql } from './personData.service.ts';
import { readPersonIds } from './personIds.service.ts';

export interface Erasures {
  people: number;
  last: Date | null;
}

/**
 * Erases a person for good: entries, tasks, summary, waiting mails, items in the trash, merged contacts, import rows,
 * waiting account files, and all of their history. Only the fact and date of the erasure are kept.
 * @throws RowNotFoundError
 */
export async function erasePerson(db: OwnedDb, id: number, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await tx.read('SELECT id FROM contacts WHERE user_id = $1 AND id = :id FOR UPDATE', { id });
    if (found.length === 0) throw new RowNotFoundError();
    const ids = await readPersonIds(tx, id);
    await eraseFromImports(tx, id);
    await eraseFromLoads(tx);
    await tx.read(`DELETE FROM waiting_mails w WHERE w.user_id = $1 AND ${personMailsSql('w')}`, { id });
    await tx.read('DELETE FROM contacts WHERE user_id = $1 AND id = :id', { id });
    await eraseHistory(tx, ids);
    await deletePairs(tx, 'contacts', ids);
    await tx.read('INSERT INTO erasures (user_id, at) VALUES ($1, :now::timestamptz)', { now });
  }, longTransaction);
}

/** Also deletes acts that have no other changes. */
async function eraseHistory(tx: OwnedDb, ids: number[]): Promise<void> {
  const erased = await tx.read<{ act_id: number }>(
    `DELETE FROM changes c WHERE c.user_id = $1 AND ${personChangesSql('c')} RETURNING c.act_id`,
    { ids },
  );
  const acts = [...new Set(erased.map(({ act_id }) => act_id))];
  await tx.read(
    `DELETE FROM acts a WHERE a.user_id = $1 AND (a.id = ANY(:acts::bigint[]) OR a.undoes = ANY(:acts::bigint[]))
       AND NOT EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = a.id)
       AND NOT EXISTS (SELECT FROM changes c WHERE c.user_id = $1 AND c.act_id = a.undoes)`,
    { acts },
  );
}

export async function countErasures(db: OwnedDb): Promise<Erasures> {
  const [counted] = await db.read<Erasures>(
    'SELECT count(*) AS people, max(at) AS last FROM erasures WHERE user_id = $1',
  );
  return counted as Erasures;
}
