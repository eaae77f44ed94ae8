import type { Database } from '../db/client.ts';
import { type OwnedDb, ownedBy } from '../db/owned.ts';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { momentIn } from '../i18n/dates.ts';
import { knownTimeZone } from '../i18n/locale.ts';
import { type Locale, translator } from '../i18n/translate.ts';
import { withAttachments } from '../mailLog/mailContent.ts';
import { findPeople } from '../mailLog/mailPeople.service.ts';
import { ownAddresses } from '../mailLog/mailPreferences.service.ts';
import { logMail } from '../mailLog/saveMails.service.ts';
import { chooseMail, findLogged, removeOldWaiting, storeMail } from '../mailLog/waitingMails.service.ts';
import type { ReadMail } from '../mailReader/mail.ts';
import type { readMail } from '../mailReader/readMail.ts';
import type { DropTarget } from './dropAddress.ts';
import { type DropProblem, getDropState, noteDropProblem, noteDropReceived } from './dropPreferences.service.ts';

export interface DropOwner {
  db: OwnedDb;
  email: string;
  locale: Locale;
  timeZone: string;
}

interface DropSource {
  bytes: Uint8Array | undefined;
  mailbox: string;
  read: typeof readMail;
}

/** `ignored`: an automatic mail. `waiting`: no contact, or several, has the address. */
export type DropOutcome = 'logged' | 'waiting' | 'known' | 'ignored' | DropProblem;

/** The limit of each user. */
const perDay = { name: 'dropped-mails', points: 200, seconds: 86_400 };
export const maxReceivedBytes = 30_000_000;

/** The active user whose address it is; undefined for a token that is wrong or was replaced. */
export async function findDropOwner(
  database: Database,
  { userId, token }: DropTarget,
  now: Date,
): Promise<DropOwner | undefined> {
  if (!Number.isSafeInteger(userId) || userId > 2 ** 31 - 1) return undefined;
  const { rows } = await database.pool.query<{ email: string; locale: Locale; time_zone: string }>(
    `SELECT u.email, coalesce(p.locale::text, 'en') AS locale, coalesce(p.time_zone, 'UTC') AS time_zone
     FROM users u LEFT JOIN profiles p ON p.user_id = $1 WHERE u.id = $1 AND u.is_active`,
    [userId],
  );
  const db = ownedBy(database, userId, { cause: 'mail', now: () => now });
  const [user] = rows;
  if (!user || token === '' || (await getDropState(db, now)).token !== token) return undefined;
  return { db, email: user.email, locale: user.locale, timeZone: knownTimeZone(user.time_zone) ?? 'UTC' };
}

/** Logs a mail with its person, or keeps it until the owner chooses one. Safe to repeat. */
export async function receiveMail(
  { pool }: Pick<Database, 'pool'>,
  owner: DropOwner,
  source: DropSource,
  now: Date,
): Promise<DropOutcome> {
  const { db } = owner;
  const isTooMany = (await consumeRateLimit(pool, perDay, String(db.userId))) > 0;
  const outcome = isTooMany ? 'tooMany' : await readAndLog(owner, source, now);
  if (outcome === 'unreadable' || outcome === 'tooLarge' || outcome === 'tooMany')
    await noteDropProblem(db, outcome, now);
  else if (outcome !== 'ignored') await noteDropReceived(db, now);
  return outcome;
}

async function readAndLog(owner: DropOwner, { bytes, mailbox, read }: DropSource, now: Date): Promise<DropOutcome> {
  const { db, timeZone } = owner;
  if (!bytes) return 'tooLarge';
  const own = [...(await ownAddresses(db, owner.email)), mailbox];
  const result = await read({ bytes }, { own, timeZone });
  if (!result.ok) return 'unreadable';
  // What a machine answers, or sends back, could go on for ever.
  if (result.mails.mail.kind !== 'mail') return 'ignored';
  return logOrKeep(owner, await chooseMail(db, result.mails), now);
}

async function logOrKeep({ db, locale, timeZone }: DropOwner, mail: ReadMail, now: Date): Promise<DropOutcome> {
  const contactId = await onlyPerson(db, mail);
  if (contactId === undefined) {
    const { state } = await storeMail(db, mail, now);
    await removeOldWaiting(db, now);
    return state === 'waiting' ? 'waiting' : 'known';
  }
  const content = withAttachments(translator(locale), mail.text, mail.attachments);
  const occurred_at = mail.date && mail.date < now ? mail.date : now;
  return db.transaction(async (tx) => {
    await tx.lock();
    if (await findLogged(tx, mail.message_hash)) return 'known';
    const { direction, message_hash, subject } = mail;
    await logMail(tx, { contactId, direction, message_hash, subject, content, occurred_at }, momentIn(timeZone, now));
    return 'logged';
  });
}

/** The contact of the first address of the other side that is known; undefined where several contacts have it. */
async function onlyPerson(db: OwnedDb, { person, others }: ReadMail): Promise<number | undefined> {
  const addresses = [...(person ? [person] : []), ...others].map(({ address }) => address);
  const people = await findPeople(db, addresses);
  const matches = addresses.map((address) => people.get(address) ?? []).find((those) => those.length > 0);
  return matches?.length === 1 ? matches[0]?.id : undefined;
}
