import { fold } from '../db/sql/fold.ts';
import { parseAddresses } from './addresses.ts';
import { findHeaderBlock, type HeaderBlock } from './headerBlock.ts';
import type { RawMail } from './mail.ts';
import { parseMailDate } from './mailDate.ts';
import { findAttribution } from './quotedHistory.ts';
import { withoutPrefixes } from './subject.ts';

/** These lines are folded by fold(). A program writes them only when it forwards. */
const forwardMarker =
  /^-*\s*(begin forwarded message|forwarded message|poczatek (przekazywanej|przekazanej) wiadomosci|(przekazana|przekazywana) wiadomosc|wiadomosc przekazana( dalej)?|tresc przekazanej wiadomosci)\s*:?\s*-*$/;
/** Outlook writes these lines above the text of a reply as well. */
const originalMarker = /^-+\s*(original message|wiadomosc oryginalna|oryginalna wiadomosc)\s*-+$/;

const forwardSubject = /^\s*(fwd?|pd|pdc|dot|przekazanie)\s*:/i;
const replySubject = /^\s*(re|odp|ad)\s*:/i;

/** A longer text above a forwarded mail is a message of its own. */
const maxRemark = 600;

interface Forwarded {
  mail: RawMail;
  /** The text that the forwarder wrote above the mail. */
  remark: string;
}

/** The mail that is forwarded in another one, in its text or attached; undefined when it forwards none. */
export function findForwarded(outer: RawMail, timeZone: string): Forwarded | undefined {
  if (outer.attached && (outer.text.trim().length < maxRemark || forwardSubject.test(outer.subject)))
    return { mail: outer.attached, remark: outer.text.trim() };
  const lines = outer.text.split('\n');
  const block = findHeaderBlock(lines, 0, timeZone);
  if (!block) return findAttributed(outer, lines, timeZone);
  if (!block.from || !isForward(outer, lines, block)) return undefined;
  return { mail: toMail(outer, lines, block), remark: remarkAbove(lines, block) };
}

/** Polish portals write `Dnia 27 listopada 2026 23:30 Jan <jan@example.com> napisał(a):` above what they forward. */
function findAttributed(outer: RawMail, lines: string[], timeZone: string): Forwarded | undefined {
  const where = forwardSubject.test(outer.subject) && findAttribution(lines.map((line) => fold(line).trim()));
  if (!where) return undefined;
  const said = lines.slice(where.start, where.end).join(' ');
  const [from] = parseAddresses(said.replace(/^.*\d{1,2}:\d{2}(:\d{2})?\S*/, ''));
  const block = { ...where, from, to: [], date: parseMailDate(said, timeZone), subject: '' };
  const first = lines.findIndex((line, at) => at >= where.end && line.trim() !== '');
  return from && { mail: toMail(outer, lines, block, first), remark: remarkAbove(lines, block) };
}

function isForward(outer: RawMail, lines: string[], block: HeaderBlock): boolean {
  const above = lines.slice(0, block.start).map((line) => fold(line.replace(/^[\s>]+/, '')).trim());
  if (above.slice(-3).some((line) => forwardMarker.test(line))) return true;
  if (replySubject.test(outer.subject)) return false;
  return forwardSubject.test(outer.subject) || remarkAbove(lines, block) === '';
}

/** `marked`: the line that shows whether the mail is quoted. */
function toMail(outer: RawMail, lines: string[], block: HeaderBlock, marked = block.start): RawMail {
  const body = lines.slice(block.end);
  const isQuoted = lines[marked]?.trimStart().startsWith('>');
  const text = isQuoted ? body.map((line) => line.replace(/^\s*> ?/, '')) : body;
  return {
    ...outer,
    messageId: '',
    kind: 'mail',
    from: block.from,
    replyTo: undefined,
    to: block.to,
    date: block.date,
    subject: block.subject || withoutPrefixes(outer.subject),
    text: text.join('\n').trim(),
    attached: undefined,
  };
}

function remarkAbove(lines: string[], { start }: HeaderBlock): string {
  const isMarker = (line: string) => {
    const bare = fold(line.replace(/^[\s>]+/, '')).trim();
    return forwardMarker.test(bare) || originalMarker.test(bare) || /^[_-]{5,}$/.test(bare);
  };
  const above = lines.slice(0, start).filter((line) => !isMarker(line));
  return above.join('\n').trim();
}
