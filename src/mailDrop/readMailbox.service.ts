import type { ImapFlow } from 'imapflow';
import type { Database } from '../db/client.ts';
import { log } from '../log/log.ts';
import { readMail } from '../mailReader/readMail.ts';
import type { DropSettings } from '../mailSettings.ts';
import { findDropTargets } from './dropAddress.ts';
import { getCursor, noteMailboxState, saveCursor, withMailboxClaim } from './dropMailbox.service.ts';
import { noteDropProblem } from './dropPreferences.service.ts';
import { download, type ListedMail, listNew, openClient } from './imapClient.ts';
import { type DropOwner, findDropOwner, maxReceivedBytes, receiveMail } from './receiveMail.service.ts';

interface Reading {
  database: Database;
  settings: DropSettings;
  clock: () => Date;
  isStopping: () => boolean;
  /** Reads a mail; in a thread of its own, unless a test replaces it. */
  read?: typeof readMail;
}

interface ClaimedReading extends Reading {
  /** Keeps the claim on the mailbox. */
  renewClaim: () => Promise<void>;
}

const maxAttempts = 3;

/** The number of failed attempts per mail since the process started. */
const attempts = new Map<number, number>();

/** Reads what is new in the mailbox, in one process at a time. Never throws: an error is kept for administrators. */
export async function readMailbox(reading: Reading): Promise<void> {
  const { pool } = reading.database;
  await withMailboxClaim(pool, reading.clock, async (renewClaim) => {
    const problem = await readNew({ ...reading, renewClaim }).then(() => '', errorText);
    if (problem !== '') log.warn({ problem }, 'the mailbox of IMAP_URL could not be read');
    await noteMailboxState(pool, problem, reading.clock());
  });
}

function errorText(error: unknown): string {
  const { responseText, message, code } = error as { responseText?: string; message?: string; code?: string };
  return [code, responseText ?? message].filter(Boolean).join(': ') || 'unknown';
}

async function readNew(reading: ClaimedReading): Promise<void> {
  const client = await openClient(reading.settings);
  try {
    await client.connect();
    const path = decodeURIComponent(new URL(reading.settings.url).pathname.slice(1)) || 'INBOX';
    const lock = await client.getMailboxLock(path);
    await processNew(client, reading).finally(() => lock.release());
    await client.logout();
  } finally {
    client.close();
  }
}

/** On the first run, and after the mails were renumbered, existing mails are skipped. */
async function processNew(client: ImapFlow, reading: ClaimedReading): Promise<void> {
  const { pool } = reading.database;
  if (!client.mailbox) throw new Error('The mailbox could not be opened.');
  const validity = String(client.mailbox.uidValidity);
  const cursor = await getCursor(pool);
  if (cursor?.validity !== validity) return saveCursor(pool, { validity, uid: client.mailbox.uidNext - 1 });
  for (const mail of await listNew(client, cursor.uid)) {
    if (reading.isStopping()) return;
    await reading.renewClaim();
    await tryMail(client, reading, mail);
    await saveCursor(pool, { validity, uid: mail.uid });
  }
}

/** Skips a mail that fails repeatedly. @throws when it has to be tried again */
async function tryMail(client: ImapFlow, reading: Reading, mail: ListedMail): Promise<void> {
  try {
    await processMail(client, reading, mail);
  } catch (error) {
    const tried = (attempts.get(mail.uid) ?? 0) + 1;
    attempts.set(mail.uid, tried);
    log.error({ err: error, tried }, 'a mail to a private address could not be logged');
    if (tried < maxAttempts) throw error;
    await reportPassedOver(reading, mail);
  }
  attempts.delete(mail.uid);
}

async function reportPassedOver(reading: Reading, mail: ListedMail): Promise<void> {
  const now = reading.clock();
  for (const { db } of await ownersOf(reading, mail, now)) await noteDropProblem(db, 'unreadable', now);
}

/** A mail without the address of a user is not even downloaded. */
async function processMail(client: ImapFlow, reading: Reading, mail: ListedMail): Promise<void> {
  const { database, settings, clock, read = readMail } = reading;
  const now = clock();
  const owners = await ownersOf(reading, mail, now);
  if (owners.length === 0) return;
  const bytes = mail.size > maxReceivedBytes ? undefined : await download(client, mail.uid);
  for (const owner of owners) await receiveMail(database, owner, { bytes, mailbox: settings.address, read }, now);
  await client.messageFlagsAdd(String(mail.uid), ['\\Seen'], { uid: true });
}

async function ownersOf({ database, settings }: Reading, { headers }: ListedMail, now: Date): Promise<DropOwner[]> {
  const owners = findDropTargets(headers, settings.address).map((target) => findDropOwner(database, target, now));
  return (await Promise.all(owners)).filter((owner) => owner !== undefined);
}
