// A local mail server that keeps the mails it receives.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';
import { waitForBackground } from '../../src/http/background.ts';

interface Received {
  to: string[];
  from: string;
  subject: string;
  /** The plain text, also where the mail has HTML. */
  text: string;
  html: string;
  /** The headers as they were sent, each on one line. */
  headers: string;
}

export interface Mailbox {
  /** For SMTP_URL. */
  url: string;
  /** All mails since the last call, after those under way. */
  take(): Promise<Received[]>;
  /** From now on every mail is turned away. */
  refuse(refused: boolean): void;
  /** The next mail is kept, but its sender gets no answer. */
  breakOff(): void;
}

export async function mailbox(): Promise<Mailbox> {
  const received: Received[] = [];
  let refusing = false;
  let breaking = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusing ? new Error('No such mailbox') : null),
    onData(stream, { envelope }, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ to, from, ...read(Buffer.concat(pieces).toString('utf8')) });
        if (!breaking) return done();
        breaking = false;
        for (const { _socket: socket } of server.connections) socket.destroy();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    take: () => waitForBackground().then(() => received.splice(0)),
    refuse: (refused) => {
      refusing = refused;
    },
    breakOff: () => {
      breaking = true;
    },
  };
}

function read(raw: string): Pick<Received, 'subject' | 'text' | 'html' | 'headers'> {
  const boundary = /^content-type: multipart\/alternative;\s*boundary="([^"]+)"/im.exec(raw)?.[1];
  const [head = raw, text = '', html = ''] = boundary ? raw.split(`--${boundary}`) : [raw];
  if (!boundary) return { ...readPart(raw), html: '' };
  return { ...readPart(head), text: readPart(text).text, html: readPart(html).text };
}

function readPart(raw: string): Pick<Received, 'subject' | 'text' | 'headers'> {
  const at = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, at).replace(/\r\n(?=[ \t])/g, '');
  const body = raw.slice(at + 4);
  const text = /^content-transfer-encoding: base64/im.test(headers)
    ? Buffer.from(body, 'base64').toString('utf8')
    : /quoted-printable/i.test(headers)
      ? quotedPrintable(body)
      : body;
  const subject = /^subject: (.*)$/im.exec(headers)?.[1] ?? '';
  return {
    headers: headers.replaceAll('\r\n', '\n'),
    subject: subject.replace(/=\?utf-8\?([bq])\?(.*?)\?=\s?/gi, decodeWord),
    text: text.replaceAll('\r\n', '\n'),
  };
}

function decodeWord(_all: string, kind: string, word: string): string {
  return kind.toLowerCase() === 'b'
    ? Buffer.from(word, 'base64').toString('utf8')
    : quotedPrintable(word.replaceAll('_', ' '));
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
