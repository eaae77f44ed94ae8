import type { OwnedDb } from '../db/owned.ts';
import type { ContactStatus } from './contacts.schema.ts';

export type StatusChange = 'changed' | 'unchanged' | 'conflict';

/**
 * Changes the status unless it is no longer `from`, the one that the user saw; without it nothing is checked. The other
 * fields may have changed meanwhile. @throws when there is no such contact of this user (404)
 */
export function changeStatus(
  db: OwnedDb,
  id: number,
  { from, to }: { from: ContactStatus | undefined; to: ContactStatus },
): Promise<StatusChange> {
  return db.transaction(async (tx) => {
    await tx.lockRecord('contacts', id);
    const { status } = await tx.contact.findUniqueOrThrow({ where: tx.key(id), select: { status: true } });
    if (status === to) return 'unchanged';
    if (from !== undefined && status !== from) return 'conflict';
    await tx.contact.update({ where: tx.key(id), data: { status: to }, select: { id: true } });
    return 'changed';
  });
}
