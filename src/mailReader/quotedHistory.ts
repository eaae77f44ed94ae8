import { fold } from '../db/sql/fold.ts';
import { findHeaderBlock } from './headerBlock.ts';

/** The ends of `On Fri, 27 Nov 2026 at 23:30, Jan <jan@example.com> wrote:`, which may be broken into several lines. */
const attributionEnds =
  /(wrote|writes|napisal|napisala|napisal\(a\)|pisze|schrieb)\s*:?$|^wiadomosc napisana przez .*:$/;
const attributionStarts =
  /^(on |wiadomosc napisana |w dniu |dnia |am |\d{1,4}[./ -]|(mon|tue|wed|thu|fri|sat|sun|pon|wt|sr|czw|pt|sob|niedz|nie|poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela)\b|.{0,80}<\S+@\S+>|.{0,60}\d{4})/;
const marker = /^-+\s*(original message|wiadomosc oryginalna|oryginalna wiadomosc)\s*-+$/;
const maxAttributionLines = 4;

/** Cuts off the mails that a mail answers; returns the whole text where nothing would be left. */
export function withoutHistory(text: string, timeZone: string): string {
  const lines = text.split('\n');
  const newText = lines.slice(0, historyStart(lines, timeZone)).join('\n').trim();
  return newText === '' ? text.trim() : newText;
}

function historyStart(lines: string[], timeZone: string): number {
  const block = findHeaderBlock(lines, 1, timeZone)?.start ?? lines.length;
  const bare = lines.slice(0, block).map((line) => fold(line).trim());
  const starts = [
    bare.findIndex((line) => marker.test(line)),
    findAttribution(bare)?.start ?? -1,
    findQuoteToTheEnd(bare),
  ];
  const first = Math.min(block, ...starts.filter((at) => at > 0));
  return withoutRule(lines, first);
}

/** Finds the lines in which a program says who wrote what follows; `lines` are folded by fold(). */
export function findAttribution(lines: string[]): { start: number; end: number } | undefined {
  const end = lines.findIndex((line) => attributionEnds.test(line) && line.length < 300);
  for (let at = end; at >= 0 && at > end - maxAttributionLines; at--) {
    const whole = lines.slice(at, end + 1).join(' ');
    if (attributionStarts.test(lines[at] ?? '') && /\d|@/.test(whole)) return { start: at, end: end + 1 };
  }
  return undefined;
}

/** A quotation that is answered below belongs to the mail. */
function findQuoteToTheEnd(lines: string[]): number {
  const last = lines.findLastIndex((line) => line !== '' && !line.startsWith('>'));
  const quote = lines.findIndex((line, at) => at > last && line.startsWith('>'));
  return quote;
}

/** Outlook draws a line above the headers. */
function withoutRule(lines: string[], end: number): number {
  let at = end;
  while (at > 0 && /^[\s_-]*$/.test(lines[at - 1] ?? '')) at--;
  return at;
}
