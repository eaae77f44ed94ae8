import type { ImapFlow } from 'imapflow';
import type { DropSettings } from '../mailSettings.ts';

/** At most this many are read in one go; the rest follow a minute later. */
const maxMails = 50;
const timeoutMs = 20_000;
const recipientHeaders = [
  ...['to', 'cc', 'bcc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'received'],
  ...['resent-to', 'x-delivered-to'],
];

export async function openClient({ url }: DropSettings): Promise<ImapFlow> {
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
  // Without a listener a broken connection would end the process; the pending request fails anyway.
  client.on('error', () => {});
  return client;
}

export interface ListedMail {
  uid: number;
  size: number;
  headers: string;
}

/** The first mails whose UID is above `after`, without their text. */
export async function listNew(client: ImapFlow, after: number): Promise<ListedMail[]> {
  const uids = await nextUids(client, after);
  if (uids.length === 0) return [];
  const query = { uid: true, size: true, headers: recipientHeaders };
  const mails = await client.fetchAll(uids, query, { uid: true });
  return mails
    .map(({ uid, size = 0, headers }) => ({ uid, size, headers: headers?.toString('latin1') ?? '' }))
    .sort((one, other) => one.uid - other.uid);
}

async function nextUids(client: ImapFlow, after: number): Promise<number[]> {
  const uids = await client.search({ uid: `${after + 1}:*` }, { uid: true });
  if (!uids) throw new Error('The mailbox could not be searched.');
  // The range `n:*` names the last mail even where its number is below n.
  const newUids = uids.filter((uid) => uid > after);
  return newUids.sort((one, other) => one - other).slice(0, maxMails);
}

export async function download(client: ImapFlow, uid: number): Promise<Uint8Array> {
  const mail = (await client.fetchOne(String(uid), { source: true }, { uid: true })) || undefined;
  if (!mail?.source) throw new Error('A mail could not be downloaded.');
  return mail.source;
}
