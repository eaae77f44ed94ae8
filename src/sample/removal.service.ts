import { Prisma } from '../db/generated/client.ts';
import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import { taskParts } from './script.ts';

interface Removal {
  /** Rows of all kinds that are gone. */
  removed: number;
  /** Examples that became the owner's, since they had changed them or added to them. */
  kept: number;
}

const mostTries = 4;

/**
 * Deletes the examples and nothing else. What the owner has changed, and the people and companies that something of
 * theirs hangs on, become theirs. Seen as of one instant: what they write down at this very moment makes it start anew,
 * instead of going with the example it belongs to.
 */
export async function removeSample(db: OwnedDb, tries = mostTries): Promise<Removal> {
  try {
    return await db.transaction(keepAndDelete, { isolationLevel: 'RepeatableRead', ...longTransaction });
  } catch (error) {
    if (tries > 1 && isConflict(error)) return removeSample(db, tries - 1);
    throw error;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
}

const sample = { is_sample: true };
const own = { is_sample: false };

async function keepAndDelete(tx: OwnedDb): Promise<Removal> {
  const { company, contact, interaction, task } = tx;
  // In this order: what is said and to do keeps its person, people keep their company.
  const kept = [
    await interaction.updateMany({
      where: { ...sample, updated_at: { gt: interaction.fields.created_at } },
      data: own,
    }),
    await task.updateMany({ where: { ...sample, OR: [...rewritten, { contact: own }] }, data: own }),
    await contact.updateMany({
      where: {
        ...sample,
        OR: [
          { updated_at: { gt: contact.fields.created_at } },
          { interactions: { some: own } },
          { tasks: { some: own } },
        ],
      },
      data: own,
    }),
    await company.updateMany({
      where: { ...sample, OR: [{ updated_at: { gt: company.fields.created_at } }, { contacts: { some: own } }] },
      data: own,
    }),
  ];
  const removed = [
    await interaction.deleteMany({ where: sample }),
    await task.deleteMany({ where: sample }),
    await contact.deleteMany({ where: sample }),
    await company.deleteMany({ where: sample }),
  ];
  await tx.trash.deleteMany({ where: sample });
  return { removed: sumOf(removed), kept: sumOf(kept) };
}

// Ticking off or postponing an example does not make it the owner's; words of theirs in it do.
const titles = taskParts.flatMap(({ title }) => Object.values(title));
const rewritten = [{ title: { notIn: titles } }, { description: { not: '' } }];

function sumOf(results: { count: number }[]): number {
  return results.reduce((sum, { count }) => sum + count, 0);
}
