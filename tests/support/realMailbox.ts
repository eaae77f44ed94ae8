// A folder of its own on the IMAP server of TEST_IMAP_URL (imap://user:password@host:port/).
import { ImapFlow } from 'imapflow';

const folder = 'mini-crm-test';

/** Undefined when no server is named. */
export const realMailboxUrl = process.env['TEST_IMAP_URL'] && new URL(`/${folder}`, process.env['TEST_IMAP_URL']).href;

export interface RealMailbox {
  deliver(mail: Buffer): Promise<void>;
  /** The subjects of the mails that are marked as read. */
  seen(): Promise<string[]>;
  /** Empties the folder, whose numbers begin anew. */
  renew(): Promise<void>;
  /** Deletes it. */
  end(): Promise<void>;
}

export async function openRealMailbox(url: string): Promise<RealMailbox> {
  const { hostname: host, port, username, password } = new URL(url);
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const client = new ImapFlow({ host, port: Number(port) || 143, secure: false, auth, logger: false });
  await client.connect();
  const remove = () => client.mailboxDelete(folder).catch(() => {});
  return {
    deliver: async (mail) => void (await client.append(folder, mail)),
    seen: () => seenSubjects(client),
    renew: async () => void (await remove().then(() => client.mailboxCreate(folder))),
    end: async () => void (await remove().then(() => client.logout())),
  };
}

async function seenSubjects(client: ImapFlow): Promise<string[]> {
  const lock = await client.getMailboxLock(folder);
  const mails = await client.fetchAll('1:*', { flags: true, envelope: true }).finally(() => lock.release());
  return mails.filter(({ flags }) => flags?.has('\\Seen')).map(({ envelope }) => envelope?.subject ?? '');
}
