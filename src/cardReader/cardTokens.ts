import { createRequire } from 'node:module';
import type { CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';
import { extensionLabel } from '../core/phoneNumber.ts';

type TokenKind = 'email' | 'website' | 'phone' | 'mobile' | 'fax';

export interface Token {
  kind: TokenKind;
  value: string;
  /** With its label: "kom. 600 100 200". */
  raw: string;
}

interface ExtractedTokens {
  tokens: Token[];
  rest: string[];
}

interface TokenSpan {
  kind: 'email' | 'website' | 'phone';
  value: string;
  start: number;
  end: number;
}

const email = /[\p{L}\d][\p{L}\d._%+'-]{0,63}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})+/gu;
const address = /(?:https?:\/\/|www\.)[^\s,;|<>"()]+/giu;
const domain =
  /(?<![\p{L}\d@.-])[\p{L}\d-]{2,63}(?:\.[\p{L}\d-]{2,63}){0,3}\.(?:pl|com|eu|net|org|de|uk|io|info|biz|fr|cz|it|es|nl|at|ch|us|app|dev|shop|online|store|pro)(?:\/[^\s,;|<>"()]*)?(?![\p{L}\d@.-]*@)(?![\p{L}\d])/giu;
const plainNumber =
  /(?<![\p{L}\d]|\d:)(?!(?!48)\d{1,2}(?:\.\d{1,2})?\s\d{9}(?!\d))\(?\+?\d[\d\s().–-]{5,22}\d(?![\p{L}\d])/gu;
const label =
  /(?:^|(?<=[\s|,;(/]))(?:(?:nr\s*)?tel(?:efon|ephone)?|ph(?:one)?|mob(?:ile|il)?|cell|kom(?:órka|órkowy|orka)?|gsm|fax|faks|e-?mail|mail|www|web(?:site)?|strona(?: www)?|direct|office|biuro|dom|praca|work|home|whatsapp|[mtpewfck])\.?(?:\s*[./]?\s*(?:kom|mobile|fax|faks|no|nr|number|służbowy|prywatny|bezpośredni)\.?)?\s*[:.)\]–-]*\s*$/iu;

export function extractTokens(text: string, country: CountryCode): ExtractedTokens {
  const spans = [...findEmails(text), ...findWebsites(text), ...findPhones(text, country)];
  const chosen: TokenSpan[] = [];
  for (const span of spans) {
    if (!chosen.some(({ start, end }) => span.start < end && start < span.end)) chosen.push(span);
  }
  return splitAtSpans(
    text,
    chosen.sort((a, b) => a.start - b.start),
  );
}

function findEmails(text: string): TokenSpan[] {
  return [...text.matchAll(email)].map((match) => toSpan('email', match));
}

function findWebsites(text: string): TokenSpan[] {
  const matches = [...text.matchAll(address), ...text.matchAll(domain)];
  return matches.map((match) => {
    const value = match[0].replace(/[.:!?/]+$/, '');
    return { kind: 'website', value, start: match.index, end: match.index + value.length };
  });
}

// Numbers that the library does not recognize count when they can be nothing else.
function findPhones(text: string, country: CountryCode): TokenSpan[] {
  const known = loadPhoneFinder()(text, { defaultCountry: country }).map(({ startsAt, endsAt }): TokenSpan => {
    const written = `${text.slice(startsAt, endsAt)}${extensionAfter(text, endsAt)}`;
    return { kind: 'phone', value: written.trim(), start: startsAt, end: startsAt + written.length };
  });
  const plain = [...text.matchAll(plainNumber)].filter(isPhoneNumber).map((match) => withExtension(match, text));
  return plain.reduce(
    (all, span) =>
      all.some(({ start, end }) => start <= span.start && end >= span.end) ? all : mergePhone(all, span, text),
    known,
  );
}

function withExtension(match: RegExpExecArray, text: string): TokenSpan {
  const span = toSpan('phone', match);
  const extension = extensionAfter(text, span.end);
  return { ...span, value: span.value + extension, end: span.end + extension.length };
}

// Loaded with the first card, since the library's data takes 4 MB of every process.
function loadPhoneFinder(): typeof findPhoneNumbersInText {
  return createRequire(import.meta.url)('libphonenumber-js').findPhoneNumbersInText;
}

// "020 7946 0958" is one number, even if a part of it is valid in another country.
function mergePhone(all: TokenSpan[], span: TokenSpan, text: string): TokenSpan[] {
  const inside = all.filter(({ start, end }) => start >= span.start && end <= span.end);
  const covered = inside.reduce((sum, { start, end }) => sum + end - start, 0);
  const several = inside.length > 1 || covered > 0.8 * (span.end - span.start);
  if (several || span.value.length > 24) return all;
  return [...all.filter((one) => !inside.includes(one)), { ...span, value: text.slice(span.start, span.end).trim() }];
}

function isPhoneNumber(match: RegExpExecArray): boolean {
  const digits = match[0].replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && !/^\d{4}[-.]\d\d[-.]\d\d|^\d\d?[-.]\d\d?[-.]\d{4}/.test(match[0]);
}

/** An extension, or digits that are dialed after pauses: " wew. 12", ", ext. 5", ",,12". */
function extensionAfter(text: string, end: number): string {
  const written = new RegExp(String.raw`^(?:[\s,(]*${extensionLabel}\s*\d{1,8}\)?|,{2,4}\d{1,8})(?![\p{L}\d])`, 'iu');
  return written.exec(text.slice(end))?.[0] ?? '';
}

function toSpan(kind: TokenSpan['kind'], match: RegExpExecArray): TokenSpan {
  return { kind, value: match[0].trim(), start: match.index, end: match.index + match[0].length };
}

function splitAtSpans(text: string, spans: TokenSpan[]): ExtractedTokens {
  const tokens: Token[] = [];
  const rest: string[] = [];
  let from = 0;
  for (const { kind, value, start, end } of spans) {
    const before = text.slice(from, start);
    const labelText = isInitial(before) ? '' : (label.exec(before)?.[0] ?? '');
    rest.push(before.slice(0, before.length - labelText.length));
    tokens.push({ kind: kind === 'phone' ? phoneKind(labelText) : kind, value, raw: `${labelText}${value}`.trim() });
    from = end;
  }
  rest.push(text.slice(from));
  return { tokens, rest: rest.map(stripSeparators).filter((piece) => /[\p{L}\d]/u.test(piece)) };
}

/** In "Jan K. 601555100", the K is an initial and not the label "komórka". */
function isInitial(before: string): boolean {
  return /^\s*\p{Lu}\p{Ll}+\s+\p{Lu}\.?\s*$/u.test(before);
}

function phoneKind(labelText: string): TokenKind {
  if (/(^|\s)(fax|faks|f\b)/i.test(labelText)) return 'fax';
  return /kom|mob|cell|gsm|^m\b|whatsapp/i.test(labelText) ? 'mobile' : 'phone';
}

function stripSeparators(text: string): string {
  const stripped = text
    .replace(/mailto:|[<[(]\s*[>\])]|\p{Extended_Pictographic}|\ufe0f/giu, ' ')
    .replace(/\s+/gu, ' ');
  return stripped.replace(/^[\s,;:|<>[\]/•·*_=–—-]+|[\s,;:|<>[\]/•·*_=–—-]+$/gu, '');
}
