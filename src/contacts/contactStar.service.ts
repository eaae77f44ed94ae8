import type { OwnedDb } from '../db/owned.ts';

/** @throws when there is no such contact of this user (404) */
export function setStar(db: OwnedDb, id: number, is_starred: boolean): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.lockRecord('contacts', id);
    const contact = await tx.contact.findUniqueOrThrow({ where: tx.key(id), select: { is_starred: true } });
    if (contact.is_starred !== is_starred) {
      await tx.contact.update({ where: tx.key(id), data: { is_starred }, select: { id: true } });
    }
  });
}
