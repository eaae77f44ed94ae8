import type { CountryCode } from 'libphonenumber-js';
import type { ContactPoint } from '../contacts/contactPoints.ts';
import { fold } from '../db/sql/fold.ts';
import type { BusinessCard } from './cardFields.ts';
import { type CardLine, type LinePart, parseLines } from './cardLines.ts';
import { takeName } from './cardName.ts';
import type { Token } from './cardTokens.ts';
import { classifyPiece } from './cardWords.ts';
import { type PersonName, startsWithTitle } from './personName.ts';
import { isTrade, startsRemark } from './trades.ts';
import { parseVcard } from './vcard.ts';

const maxLengths = {
  first_name: 100,
  last_name: 100,
  company: 200,
  position: 100,
  email: 254,
  phone: 50,
  website: 500,
};

/**
 * Parses a line, a business card or an email signature; never throws. `country` is assumed for phone numbers without a
 * country code.
 */
export function parseBusinessCard(text: string, country: CountryCode = 'PL'): BusinessCard {
  const electronic = parseVcard(text);
  if (electronic) return moveLongValuesToNotes(electronic, electronic.notes);
  const lines = parseLines(text, country);
  const isOneLine = lines.length === 1;
  const tokens = lines.flatMap((line) => line.tokens);
  const pieces = lines.flatMap((line) => line.pieces);
  const email = firstToken(tokens, 'email');
  const website = firstToken(tokens, 'website');
  const phone = firstToken(tokens, 'mobile') ?? firstToken(tokens, 'phone');

  const name = takeName(pieces, email?.value ?? '', isOneLine);
  const before = [...pieces];
  const company = takeCompany(pieces, `${email?.value ?? ''} ${website?.value ?? ''}`, isOneLine);
  const companyLine = before.find((piece) => !pieces.includes(piece))?.line ?? 0;
  const position = takePosition(pieces, companyLine);
  const more_emails = furtherPoints(tokens, email, ['email']);
  const more_phones = furtherPoints(tokens, phone, ['phone', 'mobile']);
  const rest = tokens.filter((token) => token !== website && !['email', 'phone', 'mobile'].includes(token.kind));
  const fields = {
    first_name: name?.first_name ?? '',
    last_name: name?.last_name ?? '',
    company,
    position,
    email: email?.value ?? '',
    more_emails,
    phone: phone?.value ?? '',
    more_phones,
    website: website?.value ?? '',
  };
  return moveLongValuesToNotes(fields, collectNotes(name, pieces, rest, lines));
}

function takeCompany(pieces: LinePart[], addresses: string, isOneLine: boolean): string {
  const isStreet = (text: string) => pieces.some(({ kind }) => kind === 'address') && streetWithNumber.test(text);
  const piece =
    pieces.find(({ kind, text }) => kind === 'company' && classifyPiece(text) === 'company') ??
    pieces.find(({ kind }) => kind === 'company') ??
    pieces.find(({ kind, text }) => kind === 'unknown' && isDomainName(text, addresses)) ??
    pieces.find(
      ({ kind, text }) =>
        kind === 'unknown' &&
        !isTrade(text.split(' ')[0] ?? '') &&
        !isStreet(text) &&
        (isOneLine ? mayBeCompany(text) : looksLikeCompany(text)),
    );
  return take(pieces, piece);
}

const streetWithNumber = /^\p{Lu}[\p{L}.\s-]+\s\d+\p{L}?(?:\s?[/m.]+\s?\d+)?$/u;

function isDomainName(text: string, addresses: string): boolean {
  const words = fold(text).replace(/[^a-z\d]/g, '');
  const domains = fold(addresses)
    .split(/[\s@/]+/)
    .map((part) => part.replace(/^www\./, '').split('.')[0] ?? '');
  return domains.some((domain) => domain.length > 3 && words.includes(domain.replaceAll('-', '')));
}

/** In one line of text, a remark in lower case is not a company: "poznany na targach". */
function mayBeCompany(text: string): boolean {
  const words = text.split(' ');
  if (startsRemark(words[0] ?? '') || startsWithTitle(text)) return false;
  return /^\P{L}*\p{Lu}|^\d/u.test(text) || /^\p{Ll}{3,}(?: \p{Ll}+)?$/u.test(text);
}

function looksLikeCompany(text: string): boolean {
  const words = text.split(' ');
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return !startsWithTitle(text) && words.length <= 5 && capitals * 2 > words.length && !/\d|[.!?:]$/.test(text);
}

/** An unknown line just before the company is likely to be the position. */
function takePosition(pieces: LinePart[], companyLine: number): string {
  const between = pieces.find(({ kind, line }) => kind === 'unknown' && line > 0 && line === companyLine - 1);
  const trade = pieces.find(({ kind, text }) => kind === 'unknown' && isTrade(text.split(' ')[0] ?? ''));
  return take(pieces, pieces.find(({ kind }) => kind === 'position') ?? between ?? trade);
}

function take(pieces: LinePart[], piece: LinePart | undefined): string {
  if (!piece) return '';
  pieces.splice(pieces.indexOf(piece), 1);
  return piece.text;
}

function firstToken(tokens: Token[], kind: Token['kind']): Token | undefined {
  return tokens.find(
    (token) => token.kind === kind && !/facebook|linkedin|instagram|twitter|x\.com/i.test(token.value),
  );
}

function furtherPoints(tokens: Token[], first: Token | undefined, kinds: Token['kind'][]): ContactPoint[] {
  const others = tokens.filter(({ kind, value }) => kinds.includes(kind) && value !== first?.value);
  const byValue = new Map(others.map((token) => [token.value, token]));
  return [...byValue.values()].map(({ kind, value }) => ({ label: kind === 'mobile' ? 'mobile' : 'other', value }));
}

function collectNotes(name: PersonName | undefined, pieces: LinePart[], rest: Token[], lines: CardLine[]): string {
  const notes = lines.map(({ tokens }, line) =>
    [
      ...pieces.filter((piece) => piece.line === line && piece.kind !== 'greeting').map(({ text }) => text),
      ...tokens.filter((token) => rest.includes(token)).map(({ raw }) => raw),
    ].join(', '),
  );
  return [name?.titles ?? '', ...notes].filter(Boolean).join('\n');
}

function moveLongValuesToNotes(fields: Omit<BusinessCard, 'notes'>, notes: string): BusinessCard {
  const limited = { ...fields };
  const moved: string[] = [];
  for (const [name, limit] of Object.entries(maxLengths) as [keyof typeof maxLengths, number][]) {
    if ([...limited[name]].length <= limit) continue;
    moved.push(limited[name]);
    limited[name] = '';
  }
  return { ...limited, notes: [notes, ...moved].filter(Boolean).join('\n') };
}
