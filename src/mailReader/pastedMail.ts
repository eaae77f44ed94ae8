import { parseAddresses } from './addresses.ts';
import { cleanText } from './cleanText.ts';
import { readEml } from './emlFile.ts';
import { findForwarded } from './forwardedMail.ts';
import { findHeaderBlock } from './headerBlock.ts';
import type { OwnerContext, RawMail } from './mail.ts';
import { parseMailDate } from './mailDate.ts';

/** What one copies from the page of a mail begins with these lines: who, when, to whom. */
const headLines = 8;
/** Webmail omits the current year: `pt., 27 lis, 23:30 (2 dni temu)`. Such a day has to be checked. */
const withoutYear = /^\D{0,8}\d{1,2} \p{L}{3,12}\.?,? \d{1,2}:\d{2}\b/u;
/** More lines above the headers of a mail are an answer to it. */
const maxRemarkLines = 3;

/** Reads pasted text: the source of a mail, a mail with headers as programs show or forward them, or its text alone. */
export async function readPasted(given: string, owner: OwnerContext): Promise<RawMail> {
  if (isSource(given)) return readEml(Buffer.from(given));
  const blank = blankMail(cleanText(given));
  return findForwarded(blank, owner.timeZone)?.mail ?? belowRemark(blank, owner) ?? readHead(blank, owner.timeZone);
}

function isSource(text: string): boolean {
  const head = text.trimStart().split(/\r?\n\r?\n/, 1)[0] ?? '';
  return (
    /^(received|return-path|delivered-to|message-id|mime-version|dkim-signature):/im.test(head) && /^from:/im.test(head)
  );
}

function blankMail(text: string): RawMail {
  return {
    ...{ messageId: '', kind: 'mail', from: undefined, replyTo: undefined, to: [], date: undefined, subject: '', text },
    ...{ attachments: [], attached: undefined },
  };
}

/** Outlook marks a forwarded mail by its headers alone. Below a short remark, they belong to the mail that is meant. */
function belowRemark(mail: RawMail, { timeZone, own }: OwnerContext): RawMail | undefined {
  const lines = mail.text.split('\n');
  const block = findHeaderBlock(lines, 0, timeZone);
  if (!block?.from || own.includes(block.from.address)) return undefined;
  const above = lines.slice(0, block.start).filter((line) => line.trim() !== '');
  if (above.length > maxRemarkLines || above.some((line) => line.includes('@'))) return undefined;
  return findForwarded({ ...mail, text: lines.slice(block.start).join('\n') }, timeZone)?.mail;
}

/** Reads a line such as `Jan Kowalski <jan@example.com>` and a date above the text. */
function readHead(mail: RawMail, timeZone: string): RawMail {
  const lines = mail.text.split('\n');
  // The headers further below belong to the mail that this one answers.
  const end = findHeaderBlock(lines, 0, timeZone)?.start ?? headLines;
  const head = lines.slice(0, Math.min(headLines, end));
  const sender = head.findIndex((line) => /\S<?[\w.+-]+@\S+\.\w+>?/.test(line) && line.length < 150);
  if (sender < 0) return mail;
  const dated = head.findIndex((line) => line.length < 80 && (withoutYear.test(line) || parseMailDate(line, timeZone)));
  if (dated < 0) return mail;
  const last = Math.max(sender, dated);
  const next = lines.findIndex((line, at) => at > last && line.trim() !== '');
  const isRecipient = /^(to me|do mnie|to|do)\b.{0,60}$/i.test((lines[next] ?? '').trim());
  return {
    ...mail,
    from: parseAddresses(head[sender] ?? '')[0],
    date: parseMailDate(head[dated] ?? '', timeZone),
    subject: Math.min(sender, dated) > 0 ? (lines[0] ?? '').trim() : '',
    text:
      lines
        .slice((isRecipient ? next : last) + 1)
        .join('\n')
        .trim() || mail.text,
  };
}
