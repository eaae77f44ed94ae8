import { isFirstName } from '../contacts/firstNames.ts';
import { classifyPiece, isCompanyWord } from './cardWords.ts';
import { isParticle, type PersonName, parseName, splitTitles } from './personName.ts';
import { isAside, isTrade, startsRemark } from './trades.ts';

/** A person's name at the start of a phrase, and what is said about the person around it. */
interface NamePhrase {
  name: PersonName;
  position: string;
  /** A company or a remark. */
  rest: string;
}

/** Reads "Marek hydraulik z Pragi" or "dyrektor Nowak"; undefined when it does not start with a recognizable name. */
export function parseNamePhrase(text: string): NamePhrase | undefined {
  const all = text
    .replace(/["„”“«»]/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean);
  const aside = isAside(all[0] ?? '') && isFirstName(all[1] ?? '') ? all.splice(0, 1) : [];
  const nameAt = all.findIndex((word) => !isTrade(word));
  const trades = all.slice(0, Math.max(nameAt, 0));
  const { words, titles, isAddressed } = splitTitles(all.slice(trades.length).join(' '));
  const count = countNameWords(words, isAddressed || trades.length > 0, text);
  if (count === 0) return undefined;
  const name = parseName(
    words
      .slice(0, count)
      .map((word) => (isTypedCarelessly(text) ? word.toLowerCase() : word))
      .join(' '),
  );
  if (!name) return undefined;
  const isSurname = count === 1 && !isFirstName(words[0] ?? '');
  const named = isSurname ? { ...name, first_name: '', last_name: name.first_name || name.last_name } : name;
  const said = splitPosition(words.slice(count));
  const position = [...trades, ...said.position].join(' ');
  return { name: { ...named, titles }, position, rest: [...aside, ...said.rest].join(' ') };
}

/** How many words at the start are the name; 0 when they do not look like one. */
function countNameWords(words: string[], isAddressed: boolean, text: string): number {
  const [first = '', second = ''] = words;
  const isName = (word: string | undefined) => word !== undefined && isNameWord(word, text);
  if (isFirstName(first)) return countFrom(words, isName);
  if (isFirstName(second) && isName(first) && !isInitial(first)) return 2 + Number(isFirstName(words[2] ?? ''));
  if (!isAddressed || !isName(first)) return 0;
  return isName(second) && /^\p{Lu}/u.test(second) ? 2 : 1;
}

/** First names and initials, then particles and one last name. */
function countFrom(words: string[], isName: (word: string | undefined) => boolean): number {
  let count = 1;
  while ((isFirstName(words[count] ?? '') || isInitial(words[count] ?? '')) && isName(words[count + 1])) count++;
  let last = count;
  while (isParticle(words[last] ?? '') && isName(words[last + 1])) last++;
  if (isName(words[last])) count = last + 1;
  // In "Gabriel García Márquez", a third word at the end is part of the name.
  return words.length === count + 1 && count === 2 && isCapitalName(words[2], isName) ? 3 : count;
}

function isCapitalName(word: string | undefined, isName: (word: string | undefined) => boolean): boolean {
  return (
    word !== undefined &&
    classifyPiece(word) === 'unknown' &&
    /^\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?$/u.test(word) &&
    isName(word)
  );
}

function isNameWord(word: string, text: string): boolean {
  if (!/^[\p{L}\p{M}][\p{L}\p{M}'’ʼ.-]*$/u.test(word)) return false;
  if (isTrade(word) || startsRemark(word) || isCompanyWord(word)) return false;
  // "Tomek BMW": a short word in capitals is an abbreviation unless all are.
  if (/^\p{Lu}{2,4}$/u.test(word) && text !== text.toUpperCase() && word.length < 4) return false;
  return isTypedCarelessly(text) || /^\p{Lu}/u.test(word) || isParticle(word) || /^[a-z]['’]\p{Lu}/u.test(word);
}

/** In lower case, but for a first letter that a phone capitalizes. */
function isTypedCarelessly(text: string): boolean {
  return text.slice(1) === text.slice(1).toLowerCase();
}

function isInitial(word: string): boolean {
  return /^\p{Lu}\.?$/u.test(word);
}

/** "kierownik sprzedaży z Acme": the position ends before a remark or a capital letter. */
function splitPosition(words: string[]): { position: string[]; rest: string[] } {
  if (!isTrade(words[0] ?? '')) return { position: [], rest: words };
  const end = words.findIndex((word, index) => index > 0 && (startsRemark(word) || /^\p{Lu}/u.test(word)));
  return end < 0 ? { position: words, rest: [] } : { position: words.slice(0, end), rest: words.slice(end) };
}
