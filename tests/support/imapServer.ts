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
  /** As a server that was set up anew. */
  renumber(validity: number): void;
  /** The numbers of mails whose whole text was asked for. */
  downloaded: number[];
}

const [user, password] = ['crm', 'secret'];

export async function imapMailbox(): Promise<ImapMailbox> {
  const mails: StoredMail[] = [];
  const state = { validity: 1, next: 1 };
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
    downloaded,
  };
}

interface Box {
  mails: StoredMail[];
  state: { validity: number; next: number };
  downloaded: number[];
}

function answer(socket: Socket, line: string, box: Box): void {
  const [, tag = '', command = ''] = /^(\S+) ((?:UID )?\S+)/i.exec(line) ?? [];
  const name = command.toUpperCase();
  const refused = name === 'LOGIN' && !line.includes(password);
  if (name === 'CAPABILITY') socket.write('* CAPABILITY IMAP4rev1\r\n');
  if (name === 'LIST') socket.write('* LIST (\\HasNoChildren) "/" INBOX\r\n');
  if (name === 'SELECT') select(socket, box);
  if (name === 'UID FETCH') fetch(socket, line, box);
  if (name === 'LOGOUT') socket.write('* BYE\r\n');
  socket.write(refused ? `${tag} NO [AUTHENTICATIONFAILED] wrong password\r\n` : `${tag} OK done\r\n`);
  if (name === 'LOGOUT') socket.end();
}

function select(socket: Socket, { mails, state }: Box): void {
  socket.write(`* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* 0 RECENT\r\n`);
  socket.write(`* OK [UIDVALIDITY ${state.validity}] ok\r\n* OK [UIDNEXT ${state.next}] ok\r\n`);
}

function fetch(socket: Socket, line: string, { mails, downloaded }: Box): void {
  const isAsked = askedFor(line, mails.at(-1)?.uid ?? 0);
  const isWhole = /BODY(\.PEEK)?\[\]/i.test(line);
  for (const [at, { uid, bytes }] of mails.entries()) {
    if (!isAsked(uid)) continue;
    if (isWhole) downloaded.push(uid);
    const head = Buffer.from(`${bytes.toString('latin1').split('\r\n\r\n')[0]}\r\n\r\n`, 'latin1');
    const part = isWhole ? bytes : head;
    const label = isWhole ? '[]' : /BODY(?:\.PEEK)?(\[HEADER[^\]]*\])/i.exec(line)?.[1];
    socket.write(`* ${at + 1} FETCH (UID ${uid} RFC822.SIZE ${bytes.length} BODY${label} {${part.length}}\r\n`);
    socket.write(part);
    socket.write(')\r\n');
  }
}

/** `7`, `7:9` or `7:*`, which names the last one in any case. */
function askedFor(line: string, top: number): (uid: number) => boolean {
  const [, first, last = first] = /FETCH (\d+)(?::(\d+|\*))?/i.exec(line) ?? [];
  const to = last === '*' ? top : Number(last);
  return (uid) => (uid >= Number(first) && uid <= to) || (last === '*' && uid === top);
}
