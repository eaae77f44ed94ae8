import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { OwnedDb } from '../db/owned.ts';
import { consumeRateLimit, returnRateLimit } from '../db/rateLimit.ts';
import type { Moment } from '../i18n/dates.ts';
import { log } from '../log/log.ts';
import { addressOf, type PersonalMail, sendPersonalMail } from '../mail/mailer.ts';
import { failureFields, isCertainlyUnsent } from '../mail/sendFailure.ts';
import { logMail } from '../mailLog/saveMails.service.ts';
import { messageIdHash } from '../mailReader/interpretMail.ts';
import type { MailSettings } from '../mailSettings.ts';
import {
  beginSending,
  endSending,
  findSending,
  type MailToSend,
  markUnsure,
  resolveUnsure,
} from './sentMails.service.ts';

/**
 * `recipient`: the server refuses the address. `server`: it refuses everything or is not reached. `unsure`: it fell
 * silent, so nobody knows whether it has taken the mail.
 */
export type SendResult = 'sent' | 'sending' | 'limit' | SendProblem;
type SendProblem = 'recipient' | 'server' | 'unsure';

/** It must be less than a request may take. */
const timeoutMs = 25_000;
const lookEveryMs = 200;

interface Delivery {
  pool: Pool;
  settings: MailSettings;
  perDay: number;
  mail: Omit<PersonalMail, 'messageId'>;
}

/** Sends a form's mail once and writes it into the timeline. Nothing is written unless the server has taken it. */
export async function sendToContact(
  db: OwnedDb,
  form: MailToSend,
  delivery: Delivery,
  moment: Moment,
): Promise<SendResult> {
  const state = await beginSending(db, form, moment.now);
  if (state === 'sending') return resultOfOther(db, form.form_hash, moment.now);
  if (state !== 'begun') return state;
  const messageId = `<${randomUUID()}@${addressOf(delivery.settings).split('@')[1]}>`;
  const problem = await sendWithinLimit(db.userId, messageId, delivery).catch(async (error: unknown) => {
    await endSending(db, form.form_hash, 'failed');
    throw error;
  });
  if (problem === 'unsure') await markUnsure(db, form.form_hash, moment.now);
  else if (problem) await endSending(db, form.form_hash, 'failed');
  if (problem) return problem;
  await noteSent(db, form, messageId, moment);
  return 'sent';
}

/** A mail that was refused does not count. @throws before the server is asked, never after */
async function sendWithinLimit(
  userId: number,
  messageId: string,
  { pool, settings, perDay, mail }: Delivery,
): Promise<SendProblem | 'limit' | undefined> {
  const limit = { name: 'sent-mails', points: perDay, seconds: 86_400 };
  if ((await consumeRateLimit(pool, limit, String(userId))) > 0) return 'limit';
  const problem = await sendPersonalMail(settings, { messageId, ...mail }).then(() => undefined, toProblem);
  if (problem && problem !== 'unsure') await returnRateLimit(pool, limit, String(userId)).catch(logNotReturned);
  return problem;
}

function logNotReturned(error: unknown): void {
  log.error({ err: error }, 'a mail that was refused counts towards the limit of its sender');
}

/**
 * Another press of the same form is sending the mail, and its result counts for both. No connection is held meanwhile.
 */
async function resultOfOther(db: OwnedDb, form_hash: string, now: Date): Promise<SendResult> {
  for (let waited = 0; waited < timeoutMs; waited += lookEveryMs) {
    const state = await findSending(db, form_hash, now);
    if (state === 'sent' || state === 'unsure') return state;
    if (state !== 'sending') return 'server';
    await delay(lookEveryMs);
  }
  return 'sending';
}

function toProblem(error: unknown): SendProblem {
  log.warn(failureFields(error), 'the mail server did not take a mail, or nobody knows whether it did');
  if (!isCertainlyUnsent(error)) return 'unsure';
  return (error as { code?: string }).code === 'EENVELOPE' ? 'recipient' : 'server';
}

/** Everything is written or nothing: after a crash before this the mail is still `sending`. */
async function noteSent(db: OwnedDb, form: MailToSend, messageId: string, moment: Moment): Promise<void> {
  const { contactId, subject, body: content } = form;
  const wasUnsure = await db.transaction(async (tx) => {
    const entry = { contactId, direction: 'sent', message_hash: messageIdHash(messageId), subject, content } as const;
    await logMail(tx, { ...entry, occurred_at: moment.now }, moment);
    await endSending(tx, form.form_hash, 'sent');
    return resolveUnsure(tx, contactId, moment.now);
  });
  if (wasUnsure)
    log.warn(
      { user: db.userId },
      'a second mail was sent to somebody whose earlier one may have gone out: they may have received both',
    );
}
