import { digitsOf, likePattern } from './fold.ts';
import { everyWordSql } from './searchWords.ts';

/** What is looked for, as SQL of the column search_text; the same for all kinds of records. */
export interface Wanted {
  /** Holds for a hit. */
  holds: string;
  /** The same or narrower, and answered by the index; undefined when no index helps: there is no letter in it. */
  probe(): string | undefined;
  /** All hits are found by `probe`. */
  isWhole: boolean;
}

type At = (value: unknown) => string;

const mostApart = 5;
const wholeNumber = 7;

/** What holds for a record in which every word is found. */
export function wantedOf(words: string[], at: At): Wanted {
  const holds = everyWord(words, at);
  if (words.some(hasTrigram)) return { holds, probe: () => holds, isWhole: true };
  const start = words.find((word) => /^[\p{L}\p{N}]/u.test(word));
  // What the index does not know it would answer with all rows: that is compared past it.
  const probe = () => start && `${beginsWord(start, at)} AND ${pastIndex(holds)}`;
  return { holds, probe, isWhole: false };
}

/** A condition that the index is not asked about: for one or two letters it would read all that it knows. */
export function pastIndex(holds: string): string {
  return holds.replaceAll('search_text', "(search_text || '')");
}

/** The same for contacts, where digits in any writing are a phone number. */
export function wantedContacts(search: string, words: string[], at: At): Wanted {
  const digits = phoneDigits(search);
  if (digits === undefined) return wantedOf(words, at);
  if (isOneWord(digits, words)) return wantedNumber(digits, at);
  // So many digits are one number: its pieces, looked up each by itself, would be frequent.
  const asText = digits.length >= wholeNumber ? [words.join(' ')] : words;
  const holds = `(${everyWord(asText, at)} OR ${wantedNumber(digits, at).holds})`;
  return { holds, probe: () => holds, isWhole: true };
}

/** Digits as a part of somebody's number. */
export function wantedNumber(search: string, at: At): Wanted {
  const holds = `search_text LIKE ${at(`%${phoneDigits(search)}%`)}`;
  return { holds, probe: () => holds, isWhole: true };
}

/** Whether it is a whole phone number, but in a writing that might stand as a text somewhere. */
export function isWrittenNumber(search: string, words: string[]): boolean {
  const digits = phoneDigits(search) ?? '';
  return digits.length >= wholeNumber && !isOneWord(digits, words);
}

function isOneWord(digits: string, words: string[]): boolean {
  return words.length === 1 && words[0]?.includes(digits) === true;
}

// Few texts, each of which PostgreSQL plans once: the words of a long search are one value from the fifth on.
function everyWord(words: string[], at: At): string {
  const rest = words.slice(mostApart).map((word) => `%${likePattern(word)}%`);
  const apart = everyWordSql('search_text', words.slice(0, mostApart), at);
  return rest.length > 0 ? `(${apart} AND search_text LIKE ALL (${at(rest)}::text[]))` : `(${apart})`;
}

/** The index knows pieces of three letters, and the beginnings of words. */
function hasTrigram(word: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(word);
}

function beginsWord(word: string, at: At): string {
  const [after, inNew] = [`% ${likePattern(word)}%`, `%\n${likePattern(word)}%`];
  return `(search_text LIKE ${at(after)} OR search_text LIKE ${at(inNew)})`;
}

// "+48 600 100 200" also finds 600 100 200: without its country's prefix a number has nine digits or so.
// The digits of a phone are a line of the search text.
function phoneDigits(search: string): string | undefined {
  const digits = digitsOf(search);
  if (!/^[+\d\s().,/-]+$/.test(search) || digits.length < 3) return undefined;
  const bare = digits.replace(/^0+/, '').slice(-9);
  return bare.length < 3 ? digits : bare;
}
