import type { MailDirection, WaitingMail as Row } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { MailAddress, MailKind, ReadMail, ReadMails } from '../mailReader/mail.ts';
import { findPeople } from './mailPeople.service.ts';

interface MailDetails {
  kind: MailKind;
  others: MailAddress[];
  attachments: string[];
  signature: string;
}

/** A mail that was read and waits to be logged. */
export type WaitingMail = Omit<Row, 'user_id' | 'details'> & { details: MailDetails; direction: MailDirection };

export type StoredMail = { state: 'waiting' | 'waitingBefore' } | { state: 'logged'; contactId: number; id: number };

export const maxWaiting = 200;
export const waitingDays = 30;
const perPage = 20;

/** Keeps a mail until it is checked, unless it waits or is logged already. */
export async function storeMail(db: OwnedDb, mail: ReadMail, now: Date): Promise<StoredMail> {
  const logged = await findLogged(db, mail.message_hash);
  if (logged) return { state: 'logged', ...logged };
  const { kind, others, attachments, signature } = mail;
  const inserted = await db.read(
    `INSERT INTO waiting_mails (user_id, message_hash, direction, name, email, subject, content, occurred_at, details, created_at)
     VALUES ($1, :message_hash, :direction::"MailDirection", left(:name, 200), left(:email, 254), :subject, :content,
       :occurred_at::timestamptz, :details::jsonb, :now::timestamptz)
     ON CONFLICT (user_id, message_hash) DO NOTHING RETURNING id`,
    {
      message_hash: mail.message_hash,
      direction: mail.direction,
      name: mail.person?.name ?? '',
      email: mail.person?.address ?? '',
      subject: mail.subject,
      content: mail.text,
      occurred_at: mail.date ?? null,
      details: JSON.stringify({ kind, others: others.slice(0, 20), attachments, signature }),
      now,
    },
  );
  return { state: inserted.length > 0 ? 'waiting' : 'waitingBefore' };
}

/** The entry of a mail that was logged before. */
export async function findLogged(db: OwnedDb, hash: string): Promise<{ id: number; contactId: number } | undefined> {
  const [entry] = await db.read<{ id: number; contactId: number }>(
    `SELECT id, contact_id AS "contactId" FROM interactions WHERE user_id = $1 AND message_hash = :hash AND message_hash <> ''
     ORDER BY id LIMIT 1`,
    { hash },
  );
  return entry;
}

/** Chooses between a mail and the one forwarded in it: whose person is a contact decides, else who forwarded it. */
export async function chooseMail(db: OwnedDb, { mail, forwarded, isForwardedByOwner }: ReadMails): Promise<ReadMail> {
  if (!forwarded) return mail;
  const addresses = [mail, forwarded].map(({ person }) => person?.address ?? '');
  const people = await findPeople(db, addresses);
  const [isOuterKnown, isInnerKnown] = addresses.map((address) => (people.get(address) ?? []).length > 0);
  if (isForwardedByOwner) return isOuterKnown ? mail : forwarded;
  return isInnerKnown && !isOuterKnown ? forwarded : mail;
}

/** The mails that wait, the oldest first, as many as fit on a page. */
export async function listWaiting(db: OwnedDb): Promise<WaitingMail[]> {
  const rows = await db.read<WaitingMail>(
    `SELECT id, message_hash, direction, name, email, subject, content, occurred_at, details, created_at
     FROM waiting_mails WHERE user_id = $1 ORDER BY id LIMIT ${perPage}`,
  );
  return rows.map((row) => ({ ...row, occurred_at: row.occurred_at && new Date(row.occurred_at) }));
}

export async function countWaiting(db: OwnedDb): Promise<number> {
  const [row] = await db.read<{ count: number }>('SELECT count(*)::int AS count FROM waiting_mails WHERE user_id = $1');
  return row?.count ?? 0;
}

export async function removeWaiting(db: OwnedDb, ids: number[]): Promise<void> {
  await db.read('DELETE FROM waiting_mails WHERE user_id = $1 AND id = ANY(:ids::int[])', { ids });
}

/** Deletes what nobody has checked for so long, and the oldest beyond what anybody would check. */
export async function removeOldWaiting(db: OwnedDb, now: Date): Promise<void> {
  const before = new Date(now.getTime() - waitingDays * 86_400_000);
  await db.read(
    `DELETE FROM waiting_mails WHERE user_id = $1 AND (created_at < :before::timestamptz OR id IN (
       SELECT w.id FROM waiting_mails w WHERE w.user_id = $1 ORDER BY w.id DESC OFFSET ${maxWaiting}))`,
    { before },
  );
}
