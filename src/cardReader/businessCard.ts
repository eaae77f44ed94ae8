import type { CountryCode } from 'libphonenumber-js';
import { fold } from '../db/sql/fold.ts';
import { type Line, type Piece, readLines } from './cardLines.ts';
import { takeName } from './cardName.ts';
import type { Token } from './cardTokens.ts';
import { kindOf } from './cardWords.ts';
import type { PersonName } from './personName.ts';

/** What was read from a line, a business card or the end of a mail. Every word is in one of the fields, but greetings and labels. */
export interface BusinessCard {
  first_name: string;
  last_name: string;
  company: string;
  position: string;
  email: string;
  phone: string;
  website: string;
  /** What found no other place. */
  notes: string;
}

const limits = { first_name: 100, last_name: 100, company: 200, position: 100, email: 254, phone: 20, website: 500 };

/** Never throws, whatever the text. `country` is where phone numbers without prefix are from. */
export function readCard(text: string, country: CountryCode = 'PL'): BusinessCard {
  const lines = readLines(text, country);
  const isOneLine = lines.length === 1;
  const tokens = lines.flatMap((line) => line.tokens);
  const pieces = lines.flatMap((line) => line.pieces);
  const email = first(tokens, 'email');
  const website = first(tokens, 'website');
  const phone = first(tokens, 'mobile') ?? first(tokens, 'phone');

  const name = takeName(pieces, email?.value ?? '', isOneLine);
  const before = [...pieces];
  const company = takeCompany(pieces, `${email?.value ?? ''} ${website?.value ?? ''}`, isOneLine);
  const companyLine = before.find((piece) => !pieces.includes(piece))?.line ?? 0;
  const position = takePosition(pieces, companyLine);
  const rest = tokens.filter((token) => ![email, website, phone].includes(token));
  const fields = {
    first_name: name?.first_name ?? '',
    last_name: name?.last_name ?? '',
    company,
    position,
    email: email?.value ?? '',
    phone: phone?.value ?? '',
    website: website?.value ?? '',
  };
  return withinLimits(fields, notesOf(name, pieces, rest, lines));
}

function takeCompany(pieces: Piece[], addresses: string, isOneLine: boolean): string {
  const piece =
    pieces.find(({ kind, text }) => kind === 'company' && kindOf(text) === 'company') ??
    pieces.find(({ kind }) => kind === 'company') ??
    pieces.find(({ kind, text }) => kind === 'unknown' && isInDomain(text, addresses)) ??
    pieces.find(({ kind, text }) => kind === 'unknown' && (isOneLine || isNameOfSomething(text)));
  return take(pieces, piece);
}

function isInDomain(text: string, addresses: string): boolean {
  const words = fold(text).replace(/[^a-z\d]/g, '');
  const domains = fold(addresses)
    .split(/[\s@/]+/)
    .map((part) => part.replace(/^www\./, '').split('.')[0] ?? '');
  return domains.some((domain) => domain.length > 3 && words.includes(domain.replaceAll('-', '')));
}

/** A few capitalised words without a number or the end of a sentence. */
function isNameOfSomething(text: string): boolean {
  const words = text.split(' ');
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return words.length <= 5 && capitals * 2 > words.length && !/\d|[.!?:]$/.test(text);
}

/** Between a name and a company stands what the person does there. */
function takePosition(pieces: Piece[], companyLine: number): string {
  const between = pieces.find(({ kind, line }) => kind === 'unknown' && line > 0 && line === companyLine - 1);
  return take(pieces, pieces.find(({ kind }) => kind === 'position') ?? between);
}

function take(pieces: Piece[], piece: Piece | undefined): string {
  if (!piece) return '';
  pieces.splice(pieces.indexOf(piece), 1);
  return piece.text;
}

function first(tokens: Token[], kind: Token['kind']): Token | undefined {
  return tokens.find(
    (token) => token.kind === kind && !/facebook|linkedin|instagram|twitter|x\.com/i.test(token.value),
  );
}

/** Line by line as it stood, what was taken left out. */
function notesOf(name: PersonName | undefined, pieces: Piece[], rest: Token[], lines: Line[]): string {
  const left = lines.map(({ tokens, pieces: own }) =>
    [
      ...own.filter((piece) => pieces.includes(piece) && piece.kind !== 'greeting').map(({ text }) => text),
      ...tokens.filter((token) => rest.includes(token)).map(({ raw }) => raw),
    ].join(', '),
  );
  return [name?.titles ?? '', ...left].filter(Boolean).join('\n');
}

/** What is too long for its field goes to the notes whole. */
function withinLimits(fields: Omit<BusinessCard, 'notes'>, notes: string): BusinessCard {
  const kept = { ...fields };
  const left = [notes];
  for (const [name, limit] of Object.entries(limits) as [keyof typeof limits, number][]) {
    if ([...kept[name]].length <= limit) continue;
    left.push(kept[name]);
    kept[name] = '';
  }
  return { ...kept, notes: left.filter(Boolean).join('\n') };
}
