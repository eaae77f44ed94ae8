import msgReader, { type FieldsData } from '@kenjiuno/msgreader';
import { mailAddress, parseAddresses } from './addresses.ts';
import { cleanLine, cleanText } from './cleanText.ts';
import { decodeText } from './decodeText.ts';
import { htmlText } from './htmlText.ts';
import type { MailAddress, RawMail } from './mail.ts';
import { mailKind } from './mailKind.ts';

// Node.js and bundlers disagree on what the default export of this CommonJS package is.
const MsgReader = (msgReader.default ?? msgReader) as typeof msgReader.default;

const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const maxNames = 30;

export function isMsg(bytes: Uint8Array): boolean {
  return compoundFile.every((byte, at) => bytes[at] === byte);
}

/** Reads a mail that Outlook has saved. @throws for another file of the same container, such as an old Word document */
export function readMsg(bytes: Uint8Array): RawMail {
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const fields = new MsgReader(copy as ArrayBuffer).getFileData();
  if (fields.error || fields.dataType !== 'msg') throw new TypeError('This is no mail of Outlook.');
  return toRawMail(fields);
}

function toRawMail(fields: FieldsData): RawMail {
  const { headers = '', attachments = [], recipients = [] } = fields;
  const header = (name: string) => headerValue(headers, name);
  const from = sender(fields, header('from'));
  const subject = cleanLine(fields.subject ?? '');
  const visible = attachments.filter(({ attachmentHidden, innerMsgContent }) => !attachmentHidden && !innerMsgContent);
  return {
    messageId: fields.messageId ?? header('message-id'),
    kind: mailKind({ header, contentType: header('content-type'), fromAddress: from?.address ?? '', subject }),
    from,
    replyTo: parseAddresses(header('reply-to'))[0],
    to: recipients.flatMap(recipient),
    date: dateOf(fields.clientSubmitTime ?? fields.messageDeliveryTime ?? header('date')),
    subject,
    text: textOf(fields),
    attachments: visible
      .map(({ fileName, name }) => cleanLine(fileName ?? name ?? '?').slice(0, 120))
      .slice(0, maxNames),
    attached: attachedMail(attachments),
  };
}

function headerValue(headers: string, name: string): string {
  const found = new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(headers);
  return found?.[1]?.replace(/\r?\n[ \t]+/g, ' ').trim() ?? '';
}

/** Within a company, Outlook stores a name from its directory in place of an address. */
function sender({ senderName = '', ...fields }: FieldsData, header: string): MailAddress | undefined {
  const written = [
    fields.senderSmtpAddress,
    fields.sentRepresentingSmtpAddress,
    fields.creatorSMTPAddress,
    fields.senderEmail,
  ];
  const address = written.find((one) => one?.includes('@')) ?? parseAddresses(header)[0]?.address;
  return address === undefined ? undefined : mailAddress(senderName, address);
}

function recipient({ name = '', smtpAddress, email }: FieldsData): MailAddress[] {
  const address = [smtpAddress, email].find((one) => one?.includes('@'));
  return address === undefined ? parseAddresses(name) : [mailAddress(name, address)];
}

function dateOf(text: string): Date | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

function textOf({ body = '', bodyHtml, html, internetCodepage }: FieldsData): string {
  const plain = cleanText(body);
  if (plain !== '') return plain;
  return cleanText(htmlText(bodyHtml ?? (html ? decodeText(html, internetCodepage) : '')));
}

function attachedMail(attachments: FieldsData[]): RawMail | undefined {
  const inner = attachments.find(({ innerMsgContentFields }) => innerMsgContentFields)?.innerMsgContentFields;
  return inner && { ...toRawMail({ ...inner, attachments: [] }), attached: undefined };
}
