import { isPhoneText, type PhoneNumber, parsePhones } from '../../core/phoneNumber.ts';
import { digitsOnly, nationalDigits } from './fold.ts';
import { everyWord, type SearchCondition } from './searchCondition.ts';
import { searchWords } from './searchWords.ts';
import type { Bind } from './statement.ts';

/** Fewer digits may as well be several words. */
const minPhoneDigits = 7;

/**
 * The condition that finds a number by its digits, however they are spaced, or by its words; undefined when the search
 * is not a number.
 */
export function numberCondition(search: string, bind: Bind): SearchCondition | undefined {
  const words = searchWords(search);
  const digits = phoneDigits(withoutQuotes(search));
  if (digits === undefined) return undefined;
  const number = `search_text LIKE ${bind(`%${digits}%`)}`;
  if (words.length === 1 && words[0]?.includes(digits)) return { matches: number, indexed: [number], isExact: true };
  const isPhone = digits.length >= minPhoneDigits;
  const text = everyWord(isPhone ? [words.join(' ')] : words, bind);
  const either = `(${number} OR ${text})`;
  return { matches: either, indexed: isPhone ? [number, text] : [either], isExact: true };
}

/** The digits of a searched phone number without its extension; undefined when it has none. */
export function digitsWithoutExtension(search: string): string | undefined {
  const number = parseNumber(withoutQuotes(search));
  return number?.extension ? searchedDigits(number.dialed) : undefined;
}

function withoutQuotes(search: string): string {
  return search.replace(/["„”“«»]/g, '');
}

function phoneDigits(text: string): string | undefined {
  const number = parseNumber(text);
  if (number) return searchedDigits(number.dialed) + number.extension;
  const digits = digitsOnly(text);
  return /^[+\d\s().,/-]+$/.test(text) && digits.length >= 3 ? searchedDigits(digits) : undefined;
}

/** The number that a text is, with a label or an extension: "tel. 22 555 01 04 w. 5". */
function parseNumber(text: string): PhoneNumber | undefined {
  if (!/\p{L}|#/u.test(text) || !isPhoneText(text)) return undefined;
  return parsePhones(text).find(({ dialed }) => digitsOnly(dialed).length >= minPhoneDigits);
}

function searchedDigits(dialed: string): string {
  const national = nationalDigits(dialed);
  return national.length < 3 ? digitsOnly(dialed) : national;
}
