import type { ContactRow } from '../contacts/contactRow.ts';
import { truncate } from '../core/truncate.ts';
import type { OwnedDb } from '../db/owned.ts';
import { getMailPreferences } from '../mailLog/mailPreferences.service.ts';
import { withoutPrefixes } from '../mailReader/subject.ts';
import type { FieldValues } from './templateFields.ts';

/** The values that the fields of a template have for a contact. */
export async function fieldValues(db: OwnedDb, contact: ContactRow, username: string): Promise<FieldValues> {
  const { first_name, last_name, position, company } = contact;
  return {
    first_name,
    last_name,
    position,
    company: company?.name ?? '',
    last_subject: await lastSubject(db, contact.id),
    my_name: await senderName(db, username),
  };
}

export async function senderName(db: OwnedDb, username: string): Promise<string> {
  return (await getMailPreferences(db)).sender_name || username;
}

/** The subject of the latest email: the first line of its entry. */
async function lastSubject(db: OwnedDb, contactId: number): Promise<string> {
  const [last] = await db.read<{ line: string }>(
    `SELECT left(split_part(content, E'\\n', 1), 400) AS line FROM interactions
     WHERE user_id = $1 AND contact_id = :contactId AND interaction_type = 'email' ORDER BY occurred_at DESC, id DESC LIMIT 1`,
    { contactId },
  );
  return truncate(withoutPrefixes(last?.line ?? ''), 150);
}
