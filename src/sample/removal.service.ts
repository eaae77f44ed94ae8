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
 * Deletes the sample data. Records that the owner has changed or linked to their own become theirs. The transaction is repeated
 * when the owner writes at the same time, so that nothing of theirs is deleted with a sample.
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
    await task.updateMany({ where: { ...isSample, OR: [...rewrittenTasks, { contact: isOwn }] }, data: isOwn }),
    await contact.updateMany({
      where: {
        ...isSample,
        OR: [
          { updated_at: { gt: contact.fields.created_at } },
          { interactions: { some: isOwn } },
          { tasks: { some: isOwn } },
        ],
      },
      data: isOwn,
    }),
    await company.updateMany({
      where: { ...isSample, OR: [{ updated_at: { gt: company.fields.created_at } }, { contacts: { some: isOwn } }] },
      data: isOwn,
    }),
  ];
  const removed = [
    await interaction.deleteMany({ where: isSample }),
    await task.deleteMany({ where: isSample }),
    await contact.deleteMany({ where: isSample }),
    await company.deleteMany({ where: isSample }),
  ];
  await deleteUnusedTags(tx);
  await forgetDeleted(tx);
  await emptyTrashOfSamples(tx);
  return { removed: totalCount(removed), adopted: totalCount(adopted) };
}

/** Tags of the sample that are on no record; those that the owner has renamed or recolored are theirs. */
async function deleteUnusedTags(tx: OwnedDb): Promise<void> {
  const isUnused = (kind: 'contacts' | 'companies') =>
    `NOT EXISTS (SELECT FROM ${kind} r WHERE r.user_id = $1 AND r.tag_ids <> '{}' AND r.tag_ids @> ARRAY[t.id])`;
  await tx.read(
    `DELETE FROM tags t WHERE t.user_id = $1 AND t.name = ANY (:names::text[]) AND t.updated_at = t.created_at
       AND t.created_at = date_trunc('minute', t.created_at) AND ${isUnused('contacts')} AND ${isUnused('companies')}`,
    { names: sampleTags.flatMap(({ name }) => Object.values(name)) },
  );
}

/** Removed samples leave no trace: neither in the trash nor in the history. */
async function forgetDeleted(tx: OwnedDb): Promise<void> {
  await tx.read(
    `DELETE FROM changes h USING changes c
     WHERE h.user_id = $1 AND c.user_id = $1 AND c.act_id = :act::bigint AND c.operation = 'delete'
       AND h.kind = c.kind AND h.record_id = c.record_id`,
    { act: await tx.act() },
  );
}

// A task becomes the owner's when its text is changed, but not when it is completed or postponed.
const sampleTitles = sampleTasks.flatMap(({ title }) => Object.values(title));
const rewrittenTasks = [{ title: { notIn: sampleTitles } }, { description: { not: '' } }];

function totalCount(results: { count: number }[]): number {
  return results.reduce((sum, { count }) => sum + count, 0);
}
