import { digitsOnly } from '../db/sql/fold.ts';
import { everyWord, type SearchCondition, textCondition } from '../db/sql/searchCondition.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import type { Bind } from '../db/sql/statement.ts';

/** Fewer digits may as well be several words. */
const minPhoneDigits = 7;

/** What finds a contact: every word in its search text, or the digits of a phone number, however they are spaced. */
export function contactCondition(search: string, bind: Bind): SearchCondition {
  const words = searchWords(search);
  const digits = phoneDigits(search);
  if (digits === undefined) return textCondition(words, bind);
  const number = `search_text LIKE ${bind(`%${digits}%`)}`;
  if (words.length === 1 && words[0]?.includes(digits)) return { matches: number, indexed: [number], isExact: true };
  const isPhone = digits.length >= minPhoneDigits;
  const text = everyWord(isPhone ? [words.join(' ')] : words, bind);
  const either = `(${number} OR ${text})`;
  return { matches: either, indexed: isPhone ? [number, text] : [either], isExact: true };
}

// "+48 600 100 200" also finds 600 100 200: without its country a number has about nine digits.
function phoneDigits(search: string): string | undefined {
  const digits = digitsOnly(search);
  if (!/^[+\d\s().,/-]+$/.test(search) || digits.length < 3) return undefined;
  const national = digits.replace(/^0+/, '').slice(-9);
  return national.length < 3 ? digits : national;
}
