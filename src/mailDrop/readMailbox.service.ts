import type { ImapFlow } from 'imapflow';
import type { Database } from '../db/client.ts';
import { log } from '../log/log.ts';
import type { DropSettings } from '../mailSettings.ts';
import { findDropTargets } from './dropAddress.ts';
import { dropMail, findDropOwner, maxDroppedBytes } from './dropMail.service.ts';
import { aloneOnMailbox, getCursor, noteMailboxState, saveCursor } from './dropMailbox.service.ts';

interface Reading {
  database: Database;
  settings: DropSettings;
  clock: () => Date;
  isStopping: () => boolean;
}

/** So many in one go; the rest follows a minute later. */
const maxMails = 50;
const maxAttempts = 3;
const timeoutMs = 20_000;
const recipientHeaders = [
  ...['to', 'cc', 'bcc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'received'],
  ...['resent-to', 'x-delivered-to'],
];

/** How often each mail could not be processed since the start. */
const attempts = new Map<number, number>();

/** Reads what is new in the mailbox, in one process at a time. Never throws: what goes wrong is kept for administrators. */
export async function readMailbox(reading: Reading): Promise<void> {
  const { pool } = reading.database;
  await aloneOnMailbox(pool, async () => {
    const problem = await readNew(reading).then(() => '', errorText);
    if (problem !== '') log.warn({ problem }, 'the mailbox of IMAP_URL could not be read');
    await noteMailboxState(pool, problem, reading.clock());
  });
}

function errorText(error: unknown): string {
  const { responseText, message, code } = error as { responseText?: string; message?: string; code?: string };
  return [code, responseText ?? message].filter(Boolean).join(': ') || 'unknown';
}

async function readNew(reading: Reading): Promise<void> {
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

async function openClient({ url }: DropSettings): Promise<ImapFlow> {
  const { hostname, port, protocol, username, password } = new URL(url);
  const { ImapFlow } = await import('imapflow');
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs * 3,
  });
  // Without a listener a broken connection would end the process; what was asked for fails as well.
  client.on('error', () => {});
  return client;
}

/** A mailbox that is read for the first time, or was numbered anew, is read from now on. */
async function processNew(client: ImapFlow, reading: Reading): Promise<void> {
  const { pool } = reading.database;
  if (!client.mailbox) throw new Error('The mailbox could not be opened.');
  const validity = String(client.mailbox.uidValidity);
  const cursor = await getCursor(pool);
  if (cursor?.validity !== validity) return saveCursor(pool, { validity, uid: client.mailbox.uidNext - 1 });
  for (const mail of await listNew(client, cursor.uid)) {
    if (reading.isStopping()) return;
    if (!(await tryMail(client, reading, mail))) return;
    await saveCursor(pool, { validity, uid: mail.uid });
  }
}

interface ListedMail {
  uid: number;
  size: number;
  headers: string;
}

async function listNew(client: ImapFlow, after: number): Promise<ListedMail[]> {
  const found: ListedMail[] = [];
  const query = { uid: true, size: true, headers: recipientHeaders } as const;
  // The range `n:*` names the last mail even where its number is below n.
  for await (const mail of client.fetch(
    `${after + 1}:*`,
    { ...query, headers: [...recipientHeaders] },
    { uid: true },
  )) {
    const headers = mail.headers?.toString('latin1') ?? '';
    if (mail.uid > after) found.push({ uid: mail.uid, size: mail.size ?? 0, headers });
  }
  return found.sort((one, other) => one.uid - other.uid).slice(0, maxMails);
}

/** False when it has to be tried again; a mail that fails time and again is passed over. */
async function tryMail(client: ImapFlow, reading: Reading, mail: ListedMail): Promise<boolean> {
  try {
    await processMail(client, reading, mail);
  } catch (error) {
    const tried = (attempts.get(mail.uid) ?? 0) + 1;
    attempts.set(mail.uid, tried);
    log.error({ err: error, tried }, 'a mail to a private address could not be logged');
    if (tried < maxAttempts) throw error;
  }
  attempts.delete(mail.uid);
  return true;
}

/** A mail without the address of a user is not even downloaded. */
async function processMail(client: ImapFlow, { database, settings, clock }: Reading, mail: ListedMail): Promise<void> {
  const now = clock();
  const found = findDropTargets(mail.headers, settings.address).map((target) => findDropOwner(database, target, now));
  const owners = (await Promise.all(found)).filter((owner) => owner !== undefined);
  if (owners.length === 0) return;
  const bytes = mail.size > maxDroppedBytes ? undefined : await download(client, mail.uid);
  for (const owner of owners) await dropMail(database, owner, { bytes, mailbox: settings.address }, now);
  await client.messageFlagsAdd(String(mail.uid), ['\\Seen'], { uid: true });
}

async function download(client: ImapFlow, uid: number): Promise<Uint8Array> {
  const mail = (await client.fetchOne(String(uid), { source: true }, { uid: true })) || undefined;
  if (!mail?.source) throw new Error('A mail could not be downloaded.');
  return mail.source;
}
