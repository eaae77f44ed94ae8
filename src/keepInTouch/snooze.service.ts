import type { OwnedDb } from '../db/owned.ts';
import { dateColumn } from '../i18n/dates.ts';

/** Silences the rhythm of a contact until a day, null wakes it. @throws when there is no such contact of this user (404) */
export function snoozeContact(db: OwnedDb, id: number, until: string | null): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.lockRecord('contacts', id);
    const touch_snoozed_until = dateColumn(until);
    await tx.contact.update({ where: tx.key(id), data: { touch_snoozed_until }, select: { id: true } });
  });
}
