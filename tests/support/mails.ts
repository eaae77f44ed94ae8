// Mails as mail programs write them, as bytes.
import { createRequire } from 'node:module';

type Headers = Record<string, string>;

const usualHeaders: Headers = {
  'Message-ID': '<one@example.com>',
  Date: 'Fri, 27 Nov 2026 23:30:00 +0100',
  From: 'Jan Kowalski <jan@example.com>',
  To: 'Anna <anna@firma.pl>',
  Subject: 'Oferta',
};

export const utf8 = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' };

/** Given headers replace the default ones; an empty one is omitted. */
export function eml(headers: Headers, body: string | Buffer = 'Treść'): Buffer {
  const all = { ...usualHeaders, ...(headers['Content-Type'] ? {} : utf8), ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body as string)]);
}

const highLetters = {
  'iso-8859-2': { ą: 0xb1, ć: 0xe6, ę: 0xea, ł: 0xb3, ń: 0xf1, ó: 0xf3, ś: 0xb6, ź: 0xbc, ż: 0xbf, Ł: 0xa3, Ż: 0xaf },
  'windows-1250': { ą: 0xb9, ć: 0xe6, ę: 0xea, ł: 0xb3, ń: 0xf1, ó: 0xf3, ś: 0x9c, ź: 0x9f, ż: 0xbf, Ł: 0xa3, Ż: 0xaf },
} as const;

export function encode(text: string, charset: keyof typeof highLetters): Buffer {
  const letters: Record<string, number> = highLetters[charset];
  return Buffer.from([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
}

export function quotedPrintable(bytes: Buffer): string {
  return [...bytes]
    .map((byte) =>
      byte === 61 || byte > 126 || (byte < 32 && byte !== 10 && byte !== 13)
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');
}

/** Parts of a multipart mail: their headers and bodies. */
export function multipart(kind: string, parts: [Headers, string][], boundary = 'b0'): [Headers, string] {
  const pieces = parts.map(([headers, body]) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return `--${boundary}\r\n${lines.join('\r\n')}\r\n\r\n${body}\r\n`;
  });
  return [{ 'Content-Type': `multipart/${kind}; boundary="${boundary}"` }, `${pieces.join('')}--${boundary}--\r\n`];
}

interface OutlookMail {
  subject: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  body: string;
  date: Date;
  messageId?: string;
}

const require = createRequire(import.meta.url);
const { burn } = require('@kenjiuno/msgreader/lib/Burner') as { burn(entries: object[]): Uint8Array };

const [directory, document, root] = [1, 2, 5];

/** A file as Outlook saves a mail: streams in a compound file. */
export function msg(mail: OutlookMail): Buffer {
  const unicode = (text: string) => Buffer.from(text, 'utf16le');
  const streams: [string, Buffer][] = [
    ['__substg1.0_001A001F', unicode('IPM.Note')],
    ['__substg1.0_0037001F', unicode(mail.subject)],
    ['__substg1.0_0C1A001F', unicode(mail.from.name)],
    ['__substg1.0_5D01001F', unicode(mail.from.address)],
    ['__substg1.0_1035001F', unicode(mail.messageId ?? '')],
    ['__substg1.0_1000001F', unicode(mail.body)],
    ['__properties_version1.0', messageProperties(mail.date)],
  ];
  const recipient: [string, Buffer][] = [
    ['__substg1.0_3001001F', unicode(mail.to.name)],
    ['__substg1.0_39FE001F', unicode(mail.to.address)],
    ['__properties_version1.0', Buffer.alloc(8)],
  ];
  const file = ([name, bytes]: [string, Buffer]) => ({
    name,
    type: document,
    binaryProvider: () => Uint8Array.from(bytes),
    length: bytes.length,
  });
  const own = streams.length + 1;
  const children = [...streams.keys()].map((at) => at + 1);
  return Buffer.from(
    burn([
      { name: 'Root Entry', type: root, length: 0, children: [...children, own] },
      ...streams.map(file),
      {
        name: '__recip_version1.0_#00000000',
        type: directory,
        length: 0,
        children: [...recipient.keys()].map((at) => own + 1 + at),
      },
      ...recipient.map(file),
    ]),
  );
}

/** The time of delivery, in hundreds of nanoseconds since 1601. */
function messageProperties(date: Date): Buffer {
  const bytes = Buffer.alloc(32 + 16);
  bytes.writeUInt32LE(0x0e060040, 32);
  bytes.writeUInt32LE(6, 36);
  bytes.writeBigUInt64LE(BigInt(date.getTime() + 11_644_473_600_000) * 10_000n, 40);
  return bytes;
}
