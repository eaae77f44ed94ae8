import type { CountryCode } from 'libphonenumber-js';
import { extractTokens, type Token } from './cardTokens.ts';
import {
  classifyPiece,
  isLegalFormAlone,
  isWholeCompany,
  type LabelKind,
  type PieceKind,
  stripLabel,
} from './cardWords.ts';

/** A part of a line that is not an email address, website or phone number. */
export interface LinePart {
  text: string;
  line: number;
  kind: PieceKind | LabelKind | 'note' | 'name';
}

export interface CardLine {
  tokens: Token[];
  pieces: LinePart[];
}

/** A longer line is running text, such as a disclaimer. */
const maxLineLength = 160;
const maxLineWords = 18;

export function parseLines(text: string, country: CountryCode): CardLine[] {
  return splitLines(text).map((line, index) => parseLine(line, index, country));
}

function splitLines(text: string): string[] {
  return text
    .replaceAll('\0', '')
    .normalize('NFC')
    .replace(/["“„']([^"“”',<>\n]{1,80}),\s*([^"“”',<>\n]{1,80})["”'](?=\s*<)/gu, '$2 $1')
    .replace(/[\r\n]+\s*(?=(?:wewn?|extn?|x)\b\.?\s*\d{1,8}\s*(?:[\r\n]|$))/giu, ' ')
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

function parseLine(text: string, line: number, country: CountryCode): CardLine {
  if (text.length > maxLineLength && line > 0) return parseLongLine(text, line, country);
  const parsed: CardLine = { tokens: [], pieces: [] };
  for (const segment of splitSegments(text)) parseSegment(segment, line, country, parsed);
  return parsed;
}

function parseLongLine(text: string, line: number, country: CountryCode): CardLine {
  if (text.split(' ').length > maxLineWords) return { tokens: [], pieces: [{ text, line, kind: 'note' }] };
  const { tokens, rest } = extractTokens(text, country);
  return { tokens, pieces: rest.map((piece) => ({ text: piece, line, kind: 'note' })) };
}

const separator = new RegExp(
  [
    String.raw`\s*[|•·;\t]\s*|\s+[/–—]\s+|(?<!\d)\s+-\s+|\s+-\s+(?!\d)|,(?!,+\d)\s*(?!\d)|(?<=\d),\s+`,
    // "Jan Kowalski ul. Polna 1" and "Jan Kowalski NIP 525-234-40-78 601 555 100"
    String.raw`(?<=^\p{Lu}\p{Ll}+\s\p{Lu}[\p{L}-]+)\s+(?=(?:ul|al|os|pl)\.\s?\p{L}|(?:NIP|REGON|PESEL|KRS)[:\s])`,
    String.raw`(?<=(?:NIP|REGON|PESEL|KRS):?\s[\d-]{9,14})\s+`,
  ].join('|'),
  'u',
);

function splitSegments(line: string): string[] {
  // "Kancelaria Wójcik, Nowak i Wspólnicy sp. k." is one name.
  if (isWholeCompany(line)) return [line];
  const parts = line.split(separator);
  const segments: string[] = [];
  for (const part of parts) {
    // "Acme, Inc." is one name.
    if (segments.length > 0 && part !== '' && isLegalFormAlone(part)) segments.push(`${segments.pop()}, ${part}`);
    else segments.push(part);
  }
  return segments;
}

function parseSegment(segment: string, line: number, country: CountryCode, parsed: CardLine): void {
  const { kind: label, text } = stripLabel(segment.trim());
  const kind = classifyPiece(text);
  if (kind === 'number') parsed.pieces.push({ text, line, kind });
  else {
    const { tokens, rest } = extractTokens(text, country);
    parsed.tokens.push(...tokens);
    for (const piece of rest) parsed.pieces.push(...toPieces(piece, line, label));
  }
}

function toPieces(text: string, line: number, label: LabelKind | undefined): LinePart[] {
  if (label) return [{ text, line, kind: label }];
  const at = /^(.+?) (?:at|@|w|in) (?=\p{Lu})(.+)$/u.exec(text);
  if (at && classifyPiece(at[1] ?? '') === 'position') {
    return [
      { text: at[1] ?? '', line, kind: 'position' },
      { text: at[2] ?? '', line, kind: 'company' },
    ];
  }
  return [{ text, line, kind: classifyPiece(text) }];
}
