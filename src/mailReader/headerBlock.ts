import { fold } from '../db/sql/fold.ts';
import { mailAddress, parseAddresses } from './addresses.ts';
import type { MailAddress } from './mail.ts';
import { parseMailDate } from './mailDate.ts';

/** The headers that a mail program writes into the text above a mail that it forwards or quotes. */
export interface HeaderBlock {
  from: MailAddress | undefined;
  to: MailAddress[];
  date: Date | undefined;
  subject: string;
  /** The line of the first header, and the one after the last. */
  start: number;
  end: number;
}

type HeaderName = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

/** The names are folded by fold(). */
const names: Record<string, HeaderName> = {
  ...{ from: 'from', od: 'from', nadawca: 'from', autor: 'from' },
  ...{ date: 'date', sent: 'date', data: 'date', wyslano: 'date', wyslane: 'date', 'data wyslania': 'date' },
  ...{ to: 'to', do: 'to', adresat: 'to', odbiorca: 'to', cc: 'cc', dw: 'cc', kopia: 'cc', 'do wiadomosci': 'cc' },
  ...{ subject: 'subject', temat: 'subject', bcc: 'other', udw: 'other', importance: 'other', waznosc: 'other' },
  ...{ priority: 'other', priorytet: 'other', 'reply-to': 'other', 'odpowiedz do': 'other', attachments: 'other' },
  ...{ zalaczniki: 'other' },
};

/** Some programs keep an empty line between headers when they turn HTML into text. */
const maxGap = 1;
const maxLines = 40;

/** The first block of headers from this line on; undefined without one. */
export function findHeaderBlock(lines: string[], from: number, timeZone: string): HeaderBlock | undefined {
  for (let at = from; at < lines.length; at++) {
    if (!headerIn(lines[at])) continue;
    const { headers, end } = readHeaders(lines, at);
    const others = ['date', 'to', 'subject'].filter((name) => headers.has(name as HeaderName));
    if (headers.has('from') && others.length >= 2) return toBlock(headers, { start: at, end }, timeZone);
    at = end - 1;
  }
  return undefined;
}

function readHeaders(lines: string[], start: number): { headers: Map<HeaderName, string>; end: number } {
  const headers = new Map<HeaderName, string>();
  let [end, gap] = [start, 0];
  let last: HeaderName = 'other';
  for (let at = start; at < Math.min(lines.length, start + maxLines); at++) {
    const header = headerIn(lines[at]);
    if (header) headers.set(header.name, headers.get(header.name) ?? header.value);
    else if (unquoted(lines[at]) === '' && gap++ < maxGap) continue;
    else if (!isContinuation(headers.get(last), lines[at])) break;
    else headers.set(last, `${headers.get(last)} ${unquoted(lines[at])}`);
    if (header) [last, gap] = [header.name, 0];
    end = at + 1;
  }
  return { headers, end };
}

function toBlock(
  headers: Map<HeaderName, string>,
  where: { start: number; end: number },
  timeZone: string,
): HeaderBlock {
  const text = (name: HeaderName) => headers.get(name) ?? '';
  return {
    ...where,
    from: parseAddresses(text('from'))[0] ?? nameAlone(text('from')),
    to: parseAddresses(`${text('to')}; ${text('cc')}`),
    date: parseMailDate(text('date'), timeZone),
    subject: text('subject'),
  };
}

/** Text copied from Outlook has names without addresses. */
function nameAlone(text: string): MailAddress | undefined {
  return /^\p{L}[\p{L} .,'’-]{2,60}$/u.test(text) ? mailAddress(text, '') : undefined;
}

/** `*Od:* Jan <jan@example.com>`, `> From: …`. */
function headerIn(line = ''): { name: HeaderName; value: string } | undefined {
  const [, label = '', value = ''] =
    /^[*_]{0,2}([\p{L}-][\p{L} -]{0,16}?)[*_]{0,2}\s?:[*_]{0,2}(?:\s(.*))?$/u.exec(unquoted(line)) ?? [];
  const name = names[fold(label).trim()];
  return name && { name, value: value.replace(/^[*_]+|[*_]+$/g, '').trim() };
}

/** A long list of recipients continues on the next line. */
function isContinuation(value: string | undefined, line = ''): boolean {
  return value !== undefined && unquoted(line) !== '' && (/[,;]$/.test(value) || (value === '' && line.includes('@')));
}

function unquoted(line = ''): string {
  return line.replace(/^[\s>]+/, '').trim();
}
