import { parseAddresses } from './addresses.ts';
import { cleanText } from './cleanText.ts';
import { readEml } from './emlFile.ts';
import { findForwarded } from './forwardedMail.ts';
import type { RawMail } from './mail.ts';
import { parseMailDate } from './mailDate.ts';

/** The first lines of what one copies from the page of a mail: who, when, to whom. */
const headLines = 8;

/** Pasted text: the source of a mail, a mail with its headers as programs show or forward them, or only what it says. */
export async function readPasted(given: string, timeZone: string): Promise<RawMail> {
  if (isSource(given)) return readEml(Buffer.from(given));
  const blank = blankMail(cleanText(given));
  return findForwarded(blank, timeZone)?.mail ?? readHead(blank, timeZone);
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

/** `Jan Kowalski <jan@example.com>` and a date above the text. */
function readHead(mail: RawMail, timeZone: string): RawMail {
  const lines = mail.text.split('\n');
  const head = lines.slice(0, headLines);
  const sender = head.findIndex((line) => /\S<?[\w.+-]+@\S+\.\w+>?/.test(line) && line.length < 150);
  if (sender < 0) return mail;
  const dated = head.findIndex((line) => line.length < 80 && parseMailDate(line, timeZone) !== undefined);
  if (dated < 0) return mail;
  const last = Math.max(sender, dated);
  const recipient = /^(to me|do mnie|to|do)\b.{0,60}$/i.test((lines[last + 1] ?? '').trim()) ? 1 : 0;
  return {
    ...mail,
    from: parseAddresses(head[sender] ?? '')[0],
    date: parseMailDate(head[dated] ?? '', timeZone),
    subject: Math.min(sender, dated) > 0 ? (lines[0] ?? '').trim() : '',
    text:
      lines
        .slice(last + 1 + recipient)
        .join('\n')
        .trim() || mail.text,
  };
}
