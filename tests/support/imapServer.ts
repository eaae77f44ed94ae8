// A mailbox on this computer that speaks as much of IMAP as reading it takes.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

interface StoredMail {
  uid: number;
  bytes: Buffer;
}

export interface ImapMailbox {
  /** For IMAP_URL. */
  url: string;
  deliver(bytes: Buffer): void;
  /** Behaves like a server that was set up again. */
  renumber(validity: number): void;
  /** While it is on, mails are listed but cannot be downloaded. */
  withhold(withholding: boolean): void;
  /** The numbers of the mails that were downloaded. */
  downloaded: number[];
}

const [user, password] = ['crm', 'secret'];

export async function imapMailbox(): Promise<ImapMailbox> {
  const mails: StoredMail[] = [];
  const state = { validity: 1, next: 1, withholding: false };
  const downloaded: number[] = [];
  const server = createServer((socket) => {
    let rest = '';
    socket.write('* OK ready\r\n');
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const lines = (rest + data.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(socket, line, { mails, state, downloaded });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return {
    url: `imap://${user}:${password}@127.0.0.1:${port}/INBOX`,
    deliver: (bytes) => mails.push({ uid: state.next++, bytes }),
    renumber: (validity) => Object.assign(state, { validity }),
    withhold: (withholding) => Object.assign(state, { withholding }),
    downloaded,
  };
}

interface Box {
  mails: StoredMail[];
  state: { validity: number; next: number; withholding: boolean };
  downloaded: number[];
}

function answer(socket: Socket, line: string, box: Box): void {
  const [, tag = '', command = ''] = /^(\S+) ((?:UID )?\S+)/i.exec(line) ?? [];
  const name = command.toUpperCase();
  const refused = name === 'LOGIN' && !line.includes(password);
  if (name === 'CAPABILITY') socket.write('* CAPABILITY IMAP4rev1\r\n');
  if (name === 'LIST') socket.write('* LIST (\\HasNoChildren) "/" INBOX\r\n');
  if (name === 'SELECT') select(socket, box);
  if (name === 'UID SEARCH') search(socket, line, box);
  if (name === 'UID FETCH') fetch(socket, line, box);
  if (name === 'LOGOUT') socket.write('* BYE\r\n');
  socket.write(refused ? `${tag} NO [AUTHENTICATIONFAILED] wrong password\r\n` : `${tag} OK done\r\n`);
  if (name === 'LOGOUT') socket.end();
}

function select(socket: Socket, { mails, state }: Box): void {
  socket.write(`* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* 0 RECENT\r\n`);
  socket.write(`* OK [UIDVALIDITY ${state.validity}] ok\r\n* OK [UIDNEXT ${state.next}] ok\r\n`);
}

function fetch(socket: Socket, line: string, { mails, state, downloaded }: Box): void {
  const isAsked = askedFor(line, mails.at(-1)?.uid ?? 0);
  const isWhole = /BODY(\.PEEK)?\[\]/i.test(line);
  for (const [at, { uid, bytes }] of mails.entries()) {
    if (!isAsked(uid)) continue;
    if (isWhole && state.withholding) continue;
    if (isWhole) downloaded.push(uid);
    const part = isWhole ? bytes : headerFields(bytes, line);
    const label = isWhole ? '[]' : /BODY(?:\.PEEK)?(\[HEADER[^\]]*\])/i.exec(line)?.[1];
    socket.write(`* ${at + 1} FETCH (UID ${uid} RFC822.SIZE ${bytes.length} BODY${label} {${part.length}}\r\n`);
    socket.write(part);
    socket.write(')\r\n');
  }
}

/** The requested headers, with their continuation lines. */
function headerFields(bytes: Buffer, line: string): Buffer {
  const asked = (/HEADER\.FIELDS \(([^)]*)\)/i.exec(line)?.[1] ?? '').toLowerCase().split(' ');
  const head = bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
  const fields = head
    .split(/\r\n(?![ \t])/)
    .filter((field) => asked.includes(field.split(':')[0]?.toLowerCase() ?? ''));
  return Buffer.from(`${fields.join('\r\n')}\r\n\r\n`, 'latin1');
}

function search(socket: Socket, line: string, { mails }: Box): void {
  const isAsked = askedFor(line, mails.at(-1)?.uid ?? 0);
  const found = mails.map(({ uid }) => uid).filter(isAsked);
  socket.write(`* SEARCH ${found.join(' ')}\r\n`.replace(' \r', '\r'));
}

/** Ranges such as `7,9:11` or `7:*`, which names the last one in any case. */
function askedFor(line: string, top: number): (uid: number) => boolean {
  const ranges = (/(?:FETCH|SEARCH UID) (\S+)/i.exec(line)?.[1] ?? '').split(',').map((range) => {
    const [first, last = first] = range.split(':').map((end) => (end === '*' ? top : Number(end)));
    return [Math.min(Number(first), Number(last)), Math.max(Number(first), Number(last))] as const;
  });
  return (uid) => ranges.some(([first, last]) => uid >= first && uid <= last);
}
