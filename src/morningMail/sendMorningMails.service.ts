import type { Database } from '../db/client.ts';
import { ownedBy } from '../db/owned.ts';
import { type Moment, momentIn } from '../i18n/dates.ts';
import { knownTimeZone } from '../i18n/locale.ts';
import { log } from '../log/log.ts';
import { type Mail, sendMail } from '../mail/mailer.ts';
import { failureFields, isCertainlyUnsent } from '../mail/sendFailure.ts';
import type { MailSettings } from '../mailSettings.ts';
import {
  claimDay,
  endAbandoned,
  listSubscribers,
  noteOutcome,
  type RetryReason,
  retryLater,
  type Subscriber,
} from './claims.service.ts';
import { isEmpty, readMorningContents } from './contents.service.ts';
import { type MailEnvironment, morningMail } from './morningMail.ts';
import { isMorning } from './morningMailHours.ts';

export interface Sending {
  database: Database;
  source: MailEnvironment;
  mail: MailSettings;
  clock: () => Date;
  isStopping?: () => boolean;
}

const pageSize = 500;
const retryMs = 600_000;

/** Sends the mails that are due, each day of a user at most once (docs/decisions/096-morning-mail.md). */
export async function sendMorningMails(sending: Sending): Promise<void> {
  for (let after = 0; ; ) {
    const page = await listSubscribers(sending.database, { after, limit: pageSize, now: sending.clock() });
    for (const subscriber of page) {
      if (sending.isStopping?.()) return;
      await sendIfDue(sending, subscriber);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}

async function sendIfDue(sending: Sending, subscriber: Subscriber): Promise<void> {
  const { database, clock } = sending;
  await closeAbandonedDay(database, subscriber);
  const moment = momentIn(knownTimeZone(subscriber.time_zone) ?? 'UTC', clock());
  if (!isDue(subscriber, moment) || !(await claimDay(database, subscriber.id, moment))) return;
  const mail = await compose(sending, subscriber, moment).catch(async (error: unknown) => {
    log.error(
      { err: error, user: subscriber.id },
      'a morning mail could not be composed; the next try is in ten minutes',
    );
    await giveBack(sending, subscriber, moment, 'failed');
  });
  if (mail) await send(sending, subscriber, moment, mail);
}

/** The claim stands: no mail is better than two. */
async function closeAbandonedDay(database: Database, { id, day, isAbandoned }: Subscriber): Promise<void> {
  if (!isAbandoned || day === null || !(await endAbandoned(database, id, day))) return;
  log.warn(
    { user: id, day },
    'a process stopped while it was sending a morning mail: nobody knows whether it went out, and it is not sent again',
  );
}

function isDue({ hour, day, retry_at }: Subscriber, moment: Moment): boolean {
  const isOpen = day !== moment.today || (retry_at !== null && retry_at <= moment.now);
  return isOpen && isMorning(moment, hour);
}

/** Returns undefined on a day that brings nothing, which is noted. */
async function compose({ database, source, clock }: Sending, subscriber: Subscriber, moment: Moment) {
  const contents = await readMorningContents(ownedBy(database, subscriber.id), moment);
  if (!isEmpty(contents)) return morningMail(contents, subscriber, moment, source);
  await noteOutcome(database, { id: subscriber.id, day: moment.today }, 'nothing', clock());
}

/** The claim stands unless the server certainly has not taken the mail: no mail is better than two. */
async function send(sending: Sending, subscriber: Subscriber, moment: Moment, mail: Mail): Promise<void> {
  const { id } = subscriber;
  const note = (outcome: 'sent' | 'unsure') =>
    noteOutcome(sending.database, { id, day: moment.today }, outcome, sending.clock());
  try {
    await sendMail(sending.mail, mail);
  } catch (error) {
    const retries = isCertainlyUnsent(error);
    log.warn(
      { user: id, retries, ...failureFields(error) },
      'a morning mail was not sent, or nobody knows whether it was',
    );
    return retries ? giveBack(sending, subscriber, moment, 'refused') : note('unsure');
  }
  await note('sent');
}

function giveBack(
  { database, clock }: Sending,
  { id }: Subscriber,
  { today: day }: Moment,
  reason: RetryReason,
): Promise<void> {
  return retryLater(database, { id, day }, reason, new Date(clock().getTime() + retryMs));
}
