import type { Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { companyName } from '../db/sql/companyName.ts';
import { nextTaskTitle } from '../db/sql/nextTaskTitle.ts';
import { selectList } from '../db/sql/statement.ts';
import type { NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';
import { inOrder } from './inOrder.ts';

const columns = [
  ...(['id', 'first_name', 'last_name', 'position', 'status', 'email', 'email_label', 'more_emails'] as const),
  ...(['phone', 'phone_label', 'more_phones', 'address', 'birthday', 'source', 'is_starred', 'notes'] as const),
  'keep_in_touch_days' as const,
  ...(['last_contact_at', 'next_due_date', 'created_at', 'updated_at'] as const),
];

/** A contact with all exported fields. */
export type ExportedContact = Pick<Contact, (typeof columns)[number]> & {
  company_name: string | null;
  /** The title of the most pressing open task. */
  next_title: string | null;
  tags: NamedTag[];
};

/** The contacts of these ids, in their order. */
export async function readContacts(db: OwnedDb, ids: number[]): Promise<ExportedContact[]> {
  const rows = await db.read<ExportedContact>(
    `SELECT ${selectList('c', columns)}, ${companyName('c.company_id')} AS company_name,
       ${nextTaskTitle} AS next_title, ${tagsOf('c')}
     FROM contacts c WHERE c.user_id = $1 AND c.id = ANY (:ids::int[])`,
    { ids },
  );
  return inOrder(rows, ids);
}

/**
 * The largest number of emails, phones and the like that any contact has, and the length of the longest notes in
 * characters.
 */
export interface ContactMaxima {
  emails: number;
  phones: number;
  notes: number;
}

/** Asked in pieces, as one list of all ids would take the driver too long. */
export async function readContactMaxima(db: OwnedDb, ids: number[]): Promise<ContactMaxima> {
  const max = { emails: 1, phones: 1, notes: 0 };
  for (let at = 0; at < ids.length; at += countedAtOnce) {
    const { emails, phones, notes } = await readBatchMaxima(db, ids.slice(at, at + countedAtOnce));
    max.emails = Math.max(max.emails, emails);
    max.phones = Math.max(max.phones, phones);
    max.notes = Math.max(max.notes, notes);
  }
  return max;
}

const countedAtOnce = 10_000;

async function readBatchMaxima(db: OwnedDb, ids: number[]): Promise<ContactMaxima> {
  const [row] = await db.read<ContactMaxima>(
    `SELECT coalesce(max(jsonb_array_length(more_emails)), 0) + 1 AS emails,
            coalesce(max(jsonb_array_length(more_phones)), 0) + 1 AS phones,
            coalesce(max(char_length(notes)), 0) AS notes
     FROM contacts WHERE user_id = $1 AND id = ANY (:ids::int[])`,
    { ids },
  );
  return row as ContactMaxima;
}
