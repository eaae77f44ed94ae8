import { classifyPiece, isCompanyWord, isLegalFormAlone } from '../../cardReader/cardWords.ts';
import { isFirstName as isKnownName } from '../../cardReader/firstNames.ts';
import { isParticle, splitName, splitTitles } from '../../cardReader/personName.ts';
import { isTrade } from '../../cardReader/trades.ts';
import { fold } from '../../db/sql/fold.ts';
import { remembered } from './remembered.ts';

const isFirstName = remembered(isKnownName);

export interface ReadName {
  first_name: string;
  last_name: string;
  /** A trade that stood beside the name. */
  position: string;
  /** Something of the text is in none of them. */
  isShortened: boolean;
}

/** Reads "dr inż. Jan Kowalski (Allegro)" and "Kowalski, Jan". No word is changed. */
export function readFullName(text: string, isLastFirst: boolean): ReadName {
  const { bare, aside } = takeAsides(text);
  const parts = bare.split(',').map((part) => part.trim());
  const named = parts.filter((part) => part !== '').map(stripTitles);
  const [one = { words: [], isAddressed: false }, other, ...more] = named.filter(({ words }) => words.length > 0);
  if (one.words.length === 0) return nameOf([text], [], '', false);
  const isReversed = other !== undefined && isGivenName(one.words, other.words);
  const rest = [...aside, ...[other, ...more].slice(isReversed ? 1 : 0).flatMap((part) => part?.words.join(' ') ?? [])];
  const position = rest.find(isTradePhrase) ?? '';
  const [first, last] = isReversed ? [other.words, one.words] : splitWords(one, isLastFirst);
  const kept = [...first, ...last, position].join(' ');
  return nameOf(first, last, position, isShorter(kept, text));
}

function nameOf(first: string[], last: string[], position: string, isShortened: boolean): ReadName {
  return { first_name: first.join(' '), last_name: last.join(' '), position, isShortened };
}

/** "Kowalski, Jan" and "de la Cruz, Ana María"; not "Jan Kowalski, dyrektor". */
function isGivenName(family: string[], given: string[]): boolean {
  if (given.length > 3 || isTradePhrase(given.join(' '))) return false;
  if (given.some(isFirstName)) return true;
  return family.length === 1 || (!isFirstName(family[0] ?? '') && given.length === 1);
}

function splitWords({ words, isAddressed }: Stripped, isLastFirst: boolean): [string[], string[]] {
  const [only = ''] = words;
  if (words.length === 1) return isAddressed && !isFirstName(only) ? [[], words] : [words, []];
  if (isLastFirst || isLowerParticle(only)) return splitLastFirst(words);
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
  const particles = words.findIndex((word) => !isLowerParticle(word));
  const isDouble = words.length > 2 && !isFirstName(words[1] ?? '') && words.slice(2).every(isFirstName);
  const end = Math.max(particles, 0) + (isDouble && particles === 0 ? 2 : 1);
  return end < words.length ? [words.slice(end), words.slice(0, end)] : [[], words];
}

const isLowerParticle = (word: string) => isParticle(word.toLowerCase()) && word === word.toLowerCase();

export interface ReadNamePart {
  text: string;
  position: string;
  isShortened: boolean;
}

/** A cell of a first or a last name without what is not part of it. */
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
  const { bare, aside } = takeBrackets(text);
  const [name = '', ...more] = bare.split(/\s+[-–—/|]\s+|[|;\n]|:::|\s+(?=lub\s)/u).filter((part) => part.trim());
  return { bare: name, aside: [...aside, ...more.map((part) => part.trim())] };
}

const bracketed = /\(([^()]*)\)?|\[([^[\]]*)\]?|[„“"]([^”“"„]*)[”“"]/gu;

function takeBrackets(text: string): { bare: string; aside: string[] } {
  if (!/[([„“"]/u.test(text)) return { bare: text, aside: [] };
  const aside = [...text.matchAll(bracketed)].map(([, round, square, quoted]) =>
    (round ?? square ?? quoted ?? '').trim(),
  );
  const bare = text.replace(bracketed, ' ').trim();
  return bare === '' ? { bare: text.replace(/[()[\]„“”"]/gu, ' ').trim(), aside: [] } : { bare, aside };
}

interface Stripped {
  words: string[];
  /** A title or a form of address came first. */
  isAddressed: boolean;
}

const moreTitles =
  /^(?:lic|por|ppor|chor|sierz|asp|podinsp|nadkom|bp|abp|kard|habil\w*|magister|inzynier|dypl|radca|prawn[ya]|sedzia|szanowni|dipl\.?-?(?:ing|kfm)|ing|drs|dott|univ|mult|hc|osb|ofm|sj|fca|aca|frcs|cissp|msci|mphil|dphil|llp|pw|uw|uj|pwr|agh|sgh)[.,]*$/;
/** They are last names and abbreviations of cities as well. */
const shortTitle =
  /^(?:ma|ba|bc|md|rn|red|med|arch|gen|mag|ing|hon|jr|sr|obe|mba|pw|uw|uj|sj|aca|ks|doc|por|chor|lic|asp)$/;

/** Titles are taken from both ends, as long as a name is left. */
function stripTitles(text: string): Stripped {
  const all = text
    .replace(/\bPh\.\s?D\.?/gi, 'PhD')
    .split(/\s+/u)
    .filter(Boolean);
  let [from, to] = [0, all.length];
  while (from < to && (isTitleWord(all[from] ?? '', true, to - from) || (from > 0 && isAbbreviation(all[from]))))
    from++;
  while (to > from && isTitleWord(all[to - 1] ?? '', from === to - 1 && from > 0, to - from)) to--;
  return { words: all.slice(from, to), isAddressed: from > 0 };
}

/** As in "dr n. med." and "sierż. szt.". */
const isAbbreviation = (word = '') => /^\p{Ll}{1,5}\.$/u.test(word);

function isTitleWord(word: string, isFirst: boolean, count: number): boolean {
  const kind = titleKind(word);
  if (kind === 'short' && count === 2) return false;
  return kind === 'title' || kind === 'short' || (isFirst && kind === 'address');
}

const titleKind = remembered((word): 'title' | 'short' | 'address' | undefined => {
  const folded = fold(word);
  if (shortTitle.test(folded)) return 'short';
  if (moreTitles.test(folded)) return 'title';
  const { words, titles } = splitTitles(word);
  if (words.length > 0 || !/\p{L}/u.test(word)) return undefined;
  return titles === '' ? 'address' : 'title';
});

function isTradePhrase(text: string): boolean {
  return isTrade(text.split(' ')[0] ?? '');
}

/** Whether a name is that of a company: "Hurtownia Testowa sp. z o.o.". */
export function isCompanyName(text: string): boolean {
  const [first = '', second] = text.split(/\s+/u);
  if (second === undefined || isFirstName(first) || isLegalFormAlone(first)) return false;
  return (
    (isCompanyWord(first) || /[.\s](?:o\.?\s?o|a|k|j|c|ltd|gmbh|inc|llc|sa|sc)\.?$/iu.test(text)) &&
    classifyPiece(text) === 'company'
  );
}

/** Whether letters are missing. */
function isShorter(kept: string, text: string): boolean {
  return kept.length < text.length && countLetters(kept) < countLetters(text);
}

const countLetters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').length;
