import { isParticle, isTypicalLastName, splitName } from '../../cardReader/personName.ts';
import { isTrade } from '../../cardReader/trades.ts';
import { isFirstName as isKnownName } from '../../contacts/firstNames.ts';
import { fold } from '../../db/sql/fold.ts';
import { memoize } from './memoize.ts';
import { type Stripped, stripTitles } from './nameTitles.ts';

const isFirstName = memoize(isKnownName);

export interface ReadName {
  first_name: string;
  last_name: string;
  /** The trade or job title beside the name. */
  position: string;
  /** Whether part of the text is in none of these fields. */
  isShortened: boolean;
}

/** Reads "dr inż. Jan Kowalski (Allegro)" and "Kowalski, Jan". Words are never changed. */
export function readFullName(text: string, isLastFirst: boolean): ReadName {
  const { bare, aside } = takeAsides(text);
  const parts = bare.split(',').map((part) => part.trim());
  const named = parts.filter((part) => part !== '').map(stripTitles);
  const [one = { words: [], isAddressed: false }, other, ...more] = named.filter(({ words }) => words.length > 0);
  if (one.words.length === 0) return nameOf([text], [], '', false);
  const isReversed = other !== undefined && isGivenName(one.words, other.words);
  const rest = [...aside, ...[other, ...more].slice(isReversed ? 1 : 0).flatMap((part) => part?.words.join(' ') ?? [])];
  const { words, trade } = takeTrade(one.words);
  const position = rest.find(isTradePhrase) ?? trade;
  const [first, last] = isReversed ? [other.words, one.words] : splitWords({ ...one, words }, isLastFirst);
  const kept = [...first, ...last, position].join(' ');
  return nameOf(first, last, position, isShorter(kept, text));
}

function nameOf(first: string[], last: string[], position: string, isShortened: boolean): ReadName {
  return { first_name: first.join(' '), last_name: last.join(' '), position, isShortened };
}

const office = /^(?:vice?prezes|prezes|dyrektor(?:ka)?|kierownik|kierowniczka|wlasciciel(?:ka)?|prezeska)$/;

/** "Jan hydraulik", "hydraulik Jan Kowalski", "Prezes Anna Nowak" */
function takeTrade(words: string[]): { words: string[]; trade: string } {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isBeside = (name: string) => words.length === 2 && isFirstName(name);
  const isLowered = (word: string, name: string) => isTrade(word) && (/^\p{Ll}/u.test(word) || isBeside(name));
  const isOffice = office.test(fold(first)) && words.length > 2;
  const hasName = words.some((word) => /^\p{Lu}/u.test(word)) || words.some(isFirstName);
  if (words.length < 2 || !hasName) return { words, trade: '' };
  if (isLowered(first, last) || isOffice) return { words: words.slice(1), trade: first };
  return isLowered(last, first) ? { words: words.slice(0, -1), trade: last } : { words, trade: '' };
}

/** "Kowalski, Jan" and "de la Cruz, Ana María"; not "Jan Kowalski, dyrektor". */
function isGivenName(family: string[], given: string[]): boolean {
  if (given.length > 3 || isTradePhrase(given.join(' '))) return false;
  if (given.some(isFirstName)) return true;
  return family.length === 1 || (!family.some(isFirstName) && given.length === 1);
}

function splitWords({ words, isAddressed }: Stripped, isLastFirst: boolean): [string[], string[]] {
  const [only = ''] = words;
  if (words.length === 1) {
    const isLastName = (isAddressed && !isFirstName(only)) || isTypicalLastName(only);
    return isLastName ? [[], words] : [words, []];
  }
  if (isLastFirst || isLowerParticle(only) || /^Ma?c$/.test(only)) return splitLastFirst(words);
  return splitByCapitals(words) ?? splitInitials(words) ?? splitName(words);
}

/** "DE LA CRUZ Ana" and "Ana DE LA CRUZ" */
function splitByCapitals(words: string[]): [string[], string[]] | undefined {
  const isUpper = (word: string) => word.length > 1 && word === word.toUpperCase() && /\p{L}{2}/u.test(word);
  const start = words.findIndex((word) => !isUpper(word));
  const end = words.findLastIndex((word) => !isUpper(word));
  if (start > 1 && end === words.length - 1) return [words.slice(start), words.slice(0, start)];
  return start === 0 && end >= 0 && end < words.length - 2
    ? [words.slice(0, end + 1), words.slice(end + 1)]
    : undefined;
}

/** "Nowak J. A." */
function splitInitials([first = '', ...rest]: string[]): [string[], string[]] | undefined {
  const areInitials = rest.every((word) => /^\p{Lu}\.$/u.test(word));
  return areInitials && !isFirstName(first) && first.length > 2 ? [rest, [first]] : undefined;
}

function splitLastFirst(words: string[]): [string[], string[]] {
  const isPrefix = (word: string) => isLowerParticle(word) || (words.length > 2 && isSurnamePrefix(word));
  const particles = words.findIndex((word) => !isPrefix(word));
  const isDouble = words.length > 2 && !isFirstName(words[1] ?? '') && words.slice(2).every(isFirstName);
  const end = Math.max(particles, 0) + (isDouble && particles === 0 ? 2 : 1);
  return end < words.length ? [words.slice(end), words.slice(0, end)] : [[], words];
}

/** True for "De", "La" and "Mc" in "De La Cruz Ana" and "Mc Donald Ronald". Some of these are also first names. */
const isSurnamePrefix = (word: string) => !isFirstName(word) && (isParticle(fold(word)) || /^Ma?c$/.test(word));
const isLowerParticle = (word: string) => isParticle(word.toLowerCase()) && word === word.toLowerCase();

export interface ReadNamePart {
  text: string;
  position: string;
  isShortened: boolean;
}

/** Reads the cell of a first or last name, without titles and remarks. */
export function readNamePart(text: string): ReadNamePart {
  if (!/[\s(["„.,/]/u.test(text)) return { text, position: '', isShortened: false };
  const { bare, aside } = takeBrackets(text);
  const [kept = text, ...more] = bare
    .split(/[,;/|]/)
    .map((part) => stripTitles(part.trim()).words.join(' '))
    .filter(Boolean);
  const position = [...aside, ...more].find(isTradePhrase) ?? '';
  return { text: kept, position, isShortened: isShorter(`${kept}${position}`, text) };
}

function takeAsides(text: string): { bare: string; aside: string[] } {
  const { bare, aside } = takeBrackets(text.replace(/^(?:[*•#–-]+|\d{1,3}[.)])\s*(?=\p{L})/u, ''));
  const [name = '', ...more] = bare
    .split(/\s+[-–—/|]\s+|(?<=\p{Ll})\/(?=\p{Lu})|[|;\n]|:::|\s+(?=(?:lub|z d\.|z domu|née|geb\.)\s)/u)
    .filter((part) => part.trim());
  return { bare: name, aside: [...aside, ...more.map((part) => part.trim())] };
}

const bracketed = /\*([^*]*)\*|\(([^()]*)\)?|\[([^[\]]*)\]?|[„“"]([^”“"„]*)[”“"]/gu;

function takeBrackets(text: string): { bare: string; aside: string[] } {
  if (!/[([„“"*]/u.test(text)) return { bare: text, aside: [] };
  const aside = [...text.matchAll(bracketed)].map(([, ...inside]) =>
    (inside.find((one) => one !== undefined) ?? '').trim(),
  );
  const bare = text.replace(bracketed, ' ').trim();
  return bare === '' ? { bare: text.replace(/[()[\]„“”"]/gu, ' ').trim(), aside: [] } : { bare, aside };
}

function isTradePhrase(text: string): boolean {
  return isTrade(text.split(' ')[0] ?? '');
}

/** Whether letters were dropped. */
function isShorter(kept: string, text: string): boolean {
  return kept.length < text.length && countLetters(kept) < countLetters(text);
}

const countLetters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').length;
