import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { retryWriteConflicts } from '../db/writeConflict.ts';
import { emptyTrashOfSamples } from '../trash/deleteForGood.service.ts';
import { sampleTags, sampleTasks } from './sampleData.ts';

interface Removal {
  removed: number;
  /** Records that the owner has changed or added to, which are no longer samples. */
  adopted: number;
}

/**
 * Deletes the sample data. Records that the owner has changed or linked to their own become theirs. The transaction is
 * repeated when the owner writes at the same time, so that nothing of theirs is deleted with a sample.
 */
export function removeSample(db: OwnedDb): Promise<Removal> {
  const transaction = { isolationLevel: 'RepeatableRead', ...longTransaction } as const;
  return retryWriteConflicts(() => db.withCause('sample').transaction(adoptAndDelete, transaction));
}

const isSample = { is_sample: true };
const isOwn = { is_sample: false };

async function adoptAndDelete(tx: OwnedDb): Promise<Removal> {
  const { company, contact, interaction, task } = tx;
  // In this order, because an adopted record keeps its contact, and an adopted contact its company.
  const adopted = [
    await interaction.updateMany({
      where: { ...isSample, updated_at: { gt: interaction.fields.created_at } },
      data: isOwn,
    }),
    await adopt(
      tx,
      'tasks',
      `NOT s.title = ANY(:titles::text[]) OR s.description <> '' OR ${hasOwn('contacts', 'id', 'contact_id')}`,
      {
        titles: sampleTitles,
      },
    ),
    await adopt(
      tx,
      'contacts',
      `s.updated_at > s.created_at OR ${hasOwn('interactions', 'contact_id')} OR ${hasOwn('tasks', 'contact_id')}`,
    ),
    await adopt(tx, 'companies', `s.updated_at > s.created_at OR ${hasOwn('contacts', 'company_id')}`),
  ];
  const removed = [
    await interaction.deleteMany({ where: isSample }),
    await task.deleteMany({ where: isSample }),
    await contact.deleteMany({ where: isSample }),
    await company.deleteMany({ where: isSample }),
  ];
  await deleteUnusedTags(tx);
  await deleteHistoryOfAct(tx);
  await emptyTrashOfSamples(tx);
  return { removed: totalCount(removed), adopted: totalCount(adopted) };
}

async function adopt(
  tx: OwnedDb,
  table: 'tasks' | 'contacts' | 'companies',
  isChanged: string,
  values = {},
): Promise<{ count: number }> {
  const rows = await tx.read(
    `UPDATE ${table} s SET is_sample = false, updated_at = :now::timestamptz
     WHERE s.user_id = $1 AND s.is_sample AND (${isChanged}) RETURNING s.id`,
    { now: new Date(), ...values },
  );
  return { count: rows.length };
}

const hasOwn = (table: string, column: string, of = 'id') =>
  `EXISTS (SELECT FROM ${table} o WHERE o.user_id = $1 AND o.${column} = s.${of} AND NOT o.is_sample)`;

/** Deletes sample tags without records; tags that the owner renamed or recolored are the owner's. */
async function deleteUnusedTags(tx: OwnedDb): Promise<void> {
  const isUnused = (kind: 'contacts' | 'companies') =>
    `NOT EXISTS (SELECT FROM ${kind} r WHERE r.user_id = $1 AND r.tag_ids <> '{}' AND r.tag_ids @> ARRAY[t.id])`;
  const rows = await tx.read<{ id: number }>(
    `SELECT t.id FROM tags t WHERE t.user_id = $1 AND t.name = ANY (:names::text[]) AND t.updated_at = t.created_at
       AND t.created_at = date_trunc('minute', t.created_at) AND ${isUnused('contacts')} AND ${isUnused('companies')}`,
    { names: sampleTags.flatMap(({ name }) => Object.values(name)) },
  );
  await tx.tag.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
}

/** Removed sample data leaves nothing in the trash or the history. */
async function deleteHistoryOfAct(tx: OwnedDb): Promise<void> {
  await tx.read(
    `DELETE FROM changes h USING changes c
     WHERE h.user_id = $1 AND c.user_id = $1 AND c.act_id = :act::bigint AND c.operation = 'delete'
       AND h.kind = c.kind AND h.record_id = c.record_id`,
    { act: await tx.act() },
  );
}

// A task becomes the owner's when its text is changed, but not when it is completed or postponed.
const sampleTitles = sampleTasks.flatMap(({ title }) => Object.values(title));

function totalCount(results: { count: number }[]): number {
  return results.reduce((sum, { count }) => sum + count, 0);
}
