import PostalMime, { type Address, type Attachment, type Email, type Mailbox } from 'postal-mime';
import { mailAddress, parseAddresses } from './addresses.ts';
import { cleanLine, cleanText } from './cleanText.ts';
import { decodeText } from './decodeText.ts';
import { htmlText } from './htmlText.ts';
import type { MailAddress, RawMail } from './mail.ts';
import { parseMailDate } from './mailDate.ts';
import { mailKind } from './mailKind.ts';

/** Real mails nest their parts four or five deep. */
const options = { maxNestingDepth: 30, maxHeadersSize: 500_000, forceRfc822Attachments: true } as const;
const maxNames = 30;
const maxAttachedDepth = 2;

/** @throws for parts that are nested too deep and headers that are too long */
export async function readEml(bytes: Uint8Array, depth = 0): Promise<RawMail> {
  const mail = await parse(bytes);
  const header = headerReader(mail);
  const from = addressOf(mail.from) ?? addressOf(mail.sender);
  const subject = cleanLine(mail.subject ?? '');
  return {
    messageId: mail.messageId ?? '',
    kind: mailKind({ header, contentType: header('content-type'), fromAddress: from?.address ?? '', subject }),
    from,
    replyTo: addressesOf(mail.replyTo)[0],
    to: [mail.to, mail.cc, mail.bcc].flatMap(addressesOf),
    date: dateOf(mail.date),
    subject,
    text: textOf(mail),
    attachments: attachmentNames(mail.attachments),
    attached: await attachedMail(mail.attachments, depth),
  };
}

/** Bytes that are not valid UTF-8 and name no encoding are read as those of a Polish Windows. */
async function parse(bytes: Uint8Array): Promise<Email> {
  const mail = await PostalMime.parse(bytes, options);
  const isBroken = [mail.subject, mail.from?.name, mail.text, mail.html].some((text) => text?.includes('\ufffd'));
  return isBroken ? PostalMime.parse(Buffer.from(decodeText(bytes)), options) : mail;
}

function headerReader({ headers }: Email): (name: string) => string {
  return (name) => headers.find(({ key }) => key === name)?.value ?? '';
}

function addressesOf(addresses: Address[] = []): MailAddress[] {
  return addresses.flatMap((one) => one.group ?? [one]).flatMap((one) => addressOf(one) ?? []);
}

function addressOf(address: Address | undefined): MailAddress | undefined {
  const [box] = address?.group ?? (address ? [address as Mailbox] : []);
  if (!box) return undefined;
  return box.address?.includes('@') ? mailAddress(box.name, box.address) : parseAddresses(box.name)[0];
}

/** A computer without a clock writes 1970. */
const oldestMail = Date.UTC(1985);

function dateOf(date = ''): Date | undefined {
  const ms = Date.parse(date);
  const read = Number.isNaN(ms) ? parseMailDate(date, 'UTC') : new Date(ms);
  return read && read.getTime() > oldestMail ? read : undefined;
}

function textOf({ text = '', html = '' }: Email): string {
  const plain = cleanText(text);
  return plain === '' && html !== '' ? cleanText(htmlText(html)) : plain;
}

/** To a reader, pictures within an HTML text are no attachments. */
function attachmentNames(attachments: Attachment[]): string[] {
  const names = attachments
    .filter(({ related, mimeType }) => !related && mimeType !== 'message/rfc822')
    .map(({ filename, mimeType }) => cleanLine(filename ?? '').slice(0, 120) || mimeType);
  return names.slice(0, maxNames);
}

async function attachedMail(attachments: Attachment[], depth: number): Promise<RawMail | undefined> {
  const attached = attachments.find(({ mimeType }) => mimeType === 'message/rfc822');
  if (!attached || depth >= maxAttachedDepth) return undefined;
  const { content } = attached;
  return readEml(typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content), depth + 1);
}
