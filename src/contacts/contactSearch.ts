import { isPhoneText, type PhoneNumber, parsePhones } from '../core/phoneNumber.ts';
import { digitsOnly } from '../db/sql/fold.ts';
import { comparingAll, everyWord, type SearchCondition, textCondition } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { type SimilarCondition, similarCondition } from '../db/sql/similarCondition.ts';
import type { Bind } from '../db/sql/statement.ts';

/** Fewer digits may as well be several words. */
const minPhoneDigits = 7;

/** What finds a contact: every word in its search text, or the digits of a phone number, however they are spaced. */
export function contactCondition(search: string, bind: Bind): SearchCondition {
  const words = searchWords(search);
  const digits = phoneDigits(withoutQuotes(search));
  if (digits === undefined) return textCondition(words, bind);
  const number = `search_text LIKE ${bind(`%${digits}%`)}`;
  if (words.length === 1 && words[0]?.includes(digits)) return { matches: number, indexed: [number], isExact: true };
  const isPhone = digits.length >= minPhoneDigits;
  const text = everyWord(isPhone ? [words.join(' ')] : words, bind);
  const either = `(${number} OR ${text})`;
  return { matches: either, indexed: isPhone ? [number, text] : [either], isExact: true };
}

/** What finds a contact that also passes a filter, given as SQL. */
export function filteredCondition(search: string, filter: string, bind: Bind): SearchCondition {
  const { matches, indexed, isExact } = comparingAll(contactCondition(search, bind));
  const filtered = (condition: string) => `${condition} AND ${filter}`;
  return { matches: filtered(matches), indexed: indexed.map(filtered), isExact };
}

/** What finds contacts that resemble a search; of a phone number, those that have it without its extension. */
export function similarContactCondition(search: string, bind: Bind): SimilarCondition | undefined {
  const number = parseNumber(withoutQuotes(search));
  if (!number?.extension) return similarCondition(search, bind, 'crm_typo_keys(search_text)');
  return { forms: `search_text LIKE ${bind(`%${nationalDigits(number.dialled)}%`)}`, names: [] };
}

function withoutQuotes(search: string): string {
  return search.replace(/["„”“«»]/g, '');
}

function phoneDigits(text: string): string | undefined {
  const number = parseNumber(text);
  if (number) return nationalDigits(number.dialled) + number.extension;
  const digits = digitsOnly(text);
  return /^[+\d\s().,/-]+$/.test(text) && digits.length >= 3 ? nationalDigits(digits) : undefined;
}

/** The number that a text is, with a label or an extension: "tel. 22 555 01 04 w. 5". */
function parseNumber(text: string): PhoneNumber | undefined {
  if (!/\p{L}|#/u.test(text) || !isPhoneText(text)) return undefined;
  return parsePhones(text).find(({ dialled }) => digitsOnly(dialled).length >= minPhoneDigits);
}

// "+48 600 100 200" also finds 600 100 200: without its country a number has about nine digits.
function nationalDigits(dialled: string): string {
  const digits = digitsOnly(dialled);
  const national = digits.replace(/^0+/, '').slice(-9);
  return national.length < 3 ? digits : national;
}
