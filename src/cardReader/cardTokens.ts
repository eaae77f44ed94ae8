import { createRequire } from 'node:module';
import type { CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';

type TokenKind = 'email' | 'website' | 'phone' | 'mobile' | 'fax';

export interface Token {
  kind: TokenKind;
  value: string;
  /** As it stands in the text, with its label: "kom. 600 100 200". */
  raw: string;
}

interface Extracted {
  tokens: Token[];
  /** The text between them, without their labels. */
  rest: string[];
}

interface Span {
  kind: 'email' | 'website' | 'phone';
  value: string;
  start: number;
  end: number;
}

const email = /[\p{L}\d][\p{L}\d._%+'-]{0,63}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})+/gu;
const address = /(?:https?:\/\/|www\.)[^\s,;|<>"()]+/giu;
const domain =
  /(?<![\p{L}\d@.-])[\p{L}\d-]{2,63}(?:\.[\p{L}\d-]{2,63}){0,3}\.(?:pl|com|eu|net|org|de|uk|io|info|biz|fr|cz|it|es|nl|at|ch|us|app|dev|shop|online|store|pro)(?:\/[^\s,;|<>"()]*)?(?![\p{L}\d@.-]*@)(?![\p{L}\d])/giu;
const plainNumber = /(?<![\p{L}\d])\(?\+?\d[\d\s().–-]{5,22}\d(?![\p{L}\d])/gu;
const label =
  /(?:^|(?<=[\s|,;(/]))(?:(?:nr\s*)?tel(?:efon|ephone)?|ph(?:one)?|mob(?:ile|il)?|cell|kom(?:órka|órkowy|orka)?|gsm|fax|faks|e-?mail|mail|www|web(?:site)?|strona(?: www)?|direct|office|biuro|dom|praca|work|home|whatsapp|[mtpewfck])\.?(?:\s*[./]?\s*(?:kom|mobile|fax|faks|no|nr|number|służbowy|prywatny|bezpośredni)\.?)?\s*[:.)\]–-]*\s*$/iu;

/** Mail addresses, web addresses and phone numbers of a text, in their order; `country` is where a number without prefix is from. */
export function extract(text: string, country: CountryCode): Extracted {
  const spans = [...emailsIn(text), ...websitesIn(text), ...phonesIn(text, country)];
  const chosen: Span[] = [];
  for (const span of spans) {
    if (!chosen.some(({ start, end }) => span.start < end && start < span.end)) chosen.push(span);
  }
  return cutOut(
    text,
    chosen.sort((a, b) => a.start - b.start),
  );
}

function emailsIn(text: string): Span[] {
  return [...text.matchAll(email)].map((match) => spanOf('email', match));
}

function websitesIn(text: string): Span[] {
  const matches = [...text.matchAll(address), ...text.matchAll(domain)];
  return matches.map((match) => {
    const value = match[0].replace(/[.:!?/]+$/, '');
    return { kind: 'website', value, start: match.index, end: match.index + value.length };
  });
}

// What the library does not know as valid is a number when nothing else can be.
function phonesIn(text: string, country: CountryCode): Span[] {
  const known = phoneFinder()(text, { defaultCountry: country }).map(({ startsAt, endsAt, number }): Span => {
    const written = `${text.slice(startsAt, endsAt)}${extensionAfter(text, endsAt)}`;
    const value = written.length <= 20 ? written : `${number.number}${number.ext ? ` x${number.ext}` : ''}`;
    return { kind: 'phone', value: value.trim(), start: startsAt, end: startsAt + written.length };
  });
  return [...[...text.matchAll(plainNumber)].filter(isNumber).map((match) => spanOf('phone', match))].reduce(
    (all, span) =>
      all.some(({ start, end }) => start <= span.start && end >= span.end) ? all : insert(all, span, text),
    known,
  );
}

// Read with the first card: what it knows of all countries takes 4 MB of every worker. Node keeps it from then on.
function phoneFinder(): typeof findPhoneNumbersInText {
  return createRequire(import.meta.url)('libphonenumber-js').findPhoneNumbersInText;
}

// "020 7946 0958" is one number, whatever piece of it another country might dial.
function insert(all: Span[], span: Span, text: string): Span[] {
  const inside = all.filter(({ start, end }) => start >= span.start && end <= span.end);
  const covered = inside.reduce((sum, { start, end }) => sum + end - start, 0);
  const several = inside.length > 1 || covered > 0.8 * (span.end - span.start);
  if (several || span.value.length > 20) return all;
  return [...all.filter((one) => !inside.includes(one)), { ...span, value: text.slice(span.start, span.end).trim() }];
}

function isNumber(match: RegExpExecArray): boolean {
  const digits = match[0].replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && !/^\d{4}[-.]\d\d[-.]\d\d|^\d\d?[-.]\d\d?[-.]\d{4}/.test(match[0]);
}

function extensionAfter(text: string, end: number): string {
  return /^,?\s*(?:wew|w|ext|x)\.?\s*\d{1,5}(?!\d)/iu.exec(text.slice(end))?.[0] ?? '';
}

function spanOf(kind: Span['kind'], match: RegExpExecArray): Span {
  return { kind, value: match[0].trim(), start: match.index, end: match.index + match[0].length };
}

function cutOut(text: string, spans: Span[]): Extracted {
  const tokens: Token[] = [];
  const rest: string[] = [];
  let from = 0;
  for (const { kind, value, start, end } of spans) {
    const before = text.slice(from, start);
    const said = label.exec(before)?.[0] ?? '';
    rest.push(before.slice(0, before.length - said.length));
    tokens.push({ kind: kind === 'phone' ? phoneKind(said) : kind, value, raw: `${said}${value}`.trim() });
    from = end;
  }
  rest.push(text.slice(from));
  return { tokens, rest: rest.map(bare).filter((piece) => piece !== '') };
}

function phoneKind(said: string): TokenKind {
  if (/(^|\s)(fax|faks|f\b)/i.test(said)) return 'fax';
  return /kom|mob|cell|gsm|^m\b|whatsapp/i.test(said) ? 'mobile' : 'phone';
}

/** Without what only divides: "<>", brackets that hold nothing, commas and dashes at the ends. */
function bare(text: string): string {
  const emptied = text.replace(/mailto:|[<[(]\s*[>\])]|\p{Extended_Pictographic}|\ufe0f/giu, ' ').replace(/\s+/gu, ' ');
  return emptied.replace(/^[\s,;:|<>/•·*_=–—-]+|[\s,;:|<>/•·*_=–—-]+$/gu, '');
}
