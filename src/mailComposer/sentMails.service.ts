import type { OwnedDb } from '../db/owned.ts';

export interface MailToSend {
  form_hash: string;
  contactId: number;
  subject: string;
  body: string;
}

/** `begun`: it may be sent now. `sending`: another press is sending it, or its outcome is unknown. */
export type SendingState = 'begun' | 'sending' | 'sent';

const retentionDays = 30;
/** By then the mail server has answered, or the connection has timed out. */
const unsureAfterMs = 60_000;

/** Claims the sending of a form's mail, so that two presses send one. */
export function beginSending(db: OwnedDb, mail: MailToSend, now: Date): Promise<SendingState> {
  return db.transaction(async (tx) => {
    await tx.lock();
    await forgetOld(tx, now);
    const [before] = await tx.read<{ state: 'sending' | 'sent' | 'failed' }>(
      'SELECT state FROM sent_mails WHERE user_id = $1 AND form_hash = :form_hash::char(43)',
      { form_hash: mail.form_hash },
    );
    if (before && before.state !== 'failed') return before.state;
    await claim(tx, mail, now);
    return 'begun';
  });
}

async function claim(tx: OwnedDb, { form_hash, contactId, subject, body }: MailToSend, now: Date): Promise<void> {
  await tx.read(
    `INSERT INTO sent_mails (user_id, form_hash, contact_id, state, subject, body, created_at)
     VALUES ($1, :form_hash, :contactId::int, 'sending', :subject, :body, :now::timestamptz)
     ON CONFLICT (user_id, form_hash) DO UPDATE SET state = 'sending', subject = excluded.subject, body = excluded.body,
       created_at = excluded.created_at`,
    { form_hash, contactId, subject, body, now },
  );
}

async function forgetOld(tx: OwnedDb, now: Date): Promise<void> {
  const before = new Date(now.getTime() - retentionDays * 86_400_000);
  await tx.read('DELETE FROM sent_mails WHERE user_id = $1 AND created_at < :before::timestamptz', { before });
}

/** The state of a form's mail. `unsure`: no process is sending it any more, and it may have gone out. */
export async function findSending(
  db: OwnedDb,
  form_hash: string,
  now: Date,
): Promise<'sending' | 'sent' | 'failed' | 'unsure' | undefined> {
  const [row] = await db.read<{ state: 'sending' | 'sent' | 'failed' | 'unsure' }>(
    `SELECT CASE WHEN state = 'sending' AND created_at < :before::timestamptz THEN 'unsure' ELSE state END AS state
     FROM sent_mails WHERE user_id = $1 AND form_hash = :form_hash::char(43)`,
    { form_hash, before: new Date(now.getTime() - unsureAfterMs) },
  );
  return row?.state;
}

/** The text is no longer needed here, whatever the outcome. */
export async function endSending(db: OwnedDb, form_hash: string, state: 'sent' | 'failed'): Promise<void> {
  await db.read(
    `UPDATE sent_mails SET state = :state, body = '' WHERE user_id = $1 AND form_hash = :form_hash::char(43)`,
    { form_hash, state },
  );
}

/** The mail server fell silent: from now on the page asks whether the mail went out. */
export async function markUnsure(db: OwnedDb, form_hash: string, now: Date): Promise<void> {
  const begun = new Date(now.getTime() - unsureAfterMs - 1);
  await db.read(
    'UPDATE sent_mails SET created_at = :begun::timestamptz WHERE user_id = $1 AND form_hash = :form_hash::char(43)',
    { form_hash, begun },
  );
}

/**
 * The latest mail to a contact that may have gone out or not, since this server or the mail server stopped meanwhile.
 */
export async function findUnsure(
  db: OwnedDb,
  contactId: number,
  now: Date,
): Promise<{ subject: string; body: string; at: Date } | undefined> {
  const before = new Date(now.getTime() - unsureAfterMs);
  const [row] = await db.read<{ subject: string; body: string; at: string }>(
    `SELECT subject, body, created_at AS at FROM sent_mails
     WHERE user_id = $1 AND contact_id = :contactId::int AND state = 'sending' AND created_at < :before::timestamptz
     ORDER BY created_at DESC LIMIT 1`,
    { contactId, before },
  );
  return row && { ...row, at: new Date(row.at) };
}

/** Answers the question whether a mail went out, once it was sent again or logged. Returns whether there was one. */
export async function resolveUnsure(db: OwnedDb, contactId: number, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - unsureAfterMs);
  const settled = await db.read(
    `UPDATE sent_mails SET state = 'sent', body = '' WHERE user_id = $1 AND contact_id = :contactId::int
       AND state = 'sending' AND created_at < :before::timestamptz RETURNING form_hash`,
    { contactId, before },
  );
  return settled.length > 0;
}
