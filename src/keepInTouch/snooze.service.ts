import type { OwnedDb } from '../db/owned.ts';
import { dateColumn } from '../i18n/dates.ts';

/**
 * Snoozes the rhythm of a contact until a date; null ends the snooze. @throws when there is no such contact of this
 * user (404)
 */
export function snoozeContact(db: OwnedDb, id: number, until: string | null): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.lockRecord('contacts', id);
    const touch_snoozed_until = dateColumn(until);
    await tx.contact.update({ where: tx.key(id), data: { touch_snoozed_until }, select: { id: true } });
  });
}
