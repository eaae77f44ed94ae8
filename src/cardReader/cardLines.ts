import type { CountryCode } from 'libphonenumber-js';
import { extract, type Token } from './cardTokens.ts';
import { isLegalFormAlone, isWholeCompany, kindOf, type LabelKind, type PieceKind, unlabelled } from './cardWords.ts';

/** A part of a line that is no mail address, web address or phone number. */
export interface Piece {
  text: string;
  line: number;
  kind: PieceKind | LabelKind | 'note' | 'name';
}

export interface Line {
  tokens: Token[];
  pieces: Piece[];
}

/** A longer line is a text, not a part of a card. */
const longestLine = 160;

/** The lines of a card taken apart; those without a letter or digit are left out. */
export function readLines(text: string, country: CountryCode): Line[] {
  return linesOf(text).map((line, index) => readLine(line, index, country));
}

function linesOf(text: string): string[] {
  return text
    .replaceAll('\0', '')
    .normalize('NFC')
    .replace(/\s?[([{](?:at|małpa|@)[)\]}]\s?/giu, '@')
    .split(/\r\n?|\n|\u2028/u)
    .map((line) =>
      line
        .replace(/[\s\u00a0\u200b-\u200f\u202a-\u202e]+/gu, ' ')
        .replace(/^(> ?)+/, '')
        .trim(),
    )
    .filter((line) => /[\p{L}\d]/u.test(line));
}

function readLine(text: string, line: number, country: CountryCode): Line {
  if (text.length > longestLine && line > 0) return longLine(text, line, country);
  const read: Line = { tokens: [], pieces: [] };
  for (const segment of segmentsOf(text)) readSegment(segment, line, country, read);
  return read;
}

/** Only a mail address is looked for in a disclaimer, and it stays in its sentence. */
function longLine(text: string, line: number, country: CountryCode): Line {
  const isText = text.split(' ').length > 18;
  if (isText) return { tokens: [], pieces: [{ text, line, kind: 'note' }] };
  const { tokens, rest } = extract(text, country);
  return { tokens, pieces: rest.map((piece) => ({ text: piece, line, kind: 'note' })) };
}

function segmentsOf(line: string): string[] {
  // "Kancelaria Wójcik, Nowak i Wspólnicy sp. k." is one name.
  if (isWholeCompany(line)) return [line];
  const parts = line.split(/\s*[|•·;\t]\s*|\s+[/–—]\s+|(?<!\d)\s+-\s+|\s+-\s+(?!\d)|,\s*(?!\d)|(?<=\d),\s+/u);
  const segments: string[] = [];
  for (const part of parts) {
    // "Acme, Inc." is one name.
    if (segments.length > 0 && part !== '' && isLegalFormAlone(part)) segments.push(`${segments.pop()}, ${part}`);
    else segments.push(part);
  }
  return segments;
}

function readSegment(segment: string, line: number, country: CountryCode, read: Line): void {
  const { kind: labelled, text } = unlabelled(segment.trim());
  const kind = kindOf(text);
  if (kind === 'number') read.pieces.push({ text, line, kind });
  else {
    const { tokens, rest } = extract(text, country);
    read.tokens.push(...tokens);
    for (const piece of rest) read.pieces.push(...piecesOf(piece, line, labelled));
  }
}

function piecesOf(text: string, line: number, labelled: LabelKind | undefined): Piece[] {
  if (labelled) return [{ text, line, kind: labelled }];
  const at = /^(.+?) (?:at|@|w|in) (?=\p{Lu})(.+)$/u.exec(text);
  if (at && kindOf(at[1] ?? '') === 'position') {
    return [
      { text: at[1] ?? '', line, kind: 'position' },
      { text: at[2] ?? '', line, kind: 'company' },
    ];
  }
  return [{ text, line, kind: kindOf(text) }];
}
