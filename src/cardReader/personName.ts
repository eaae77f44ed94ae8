import { fold } from '../db/sql/fold.ts';
import { isFirstName } from './firstNames.ts';

export interface PersonName {
  first_name: string;
  last_name: string;
  /** Degrees and ranks taken off the name. */
  titles: string;
}

const courtesies = /^(pan|pani|mr|mrs|ms|miss|herr|frau)\.?$/;
const title =
  /^(mgr|inz|dr|doc|prof|hab|lek|med|dent|wet|mec|adw|apl|arch|r\.pr|ks|n|gen|plk|phd|mba|msc|bsc|ba|ma|jr|sr|md|esq|cpa|dipl|ing|dyr|mg|mgr\.inz|dr\.hab|acca|pmp|wlasc)[.,]*$/;
const particle = /^(van|von|de|der|den|del|della|di|da|la|le|el|al|bin|ibn|ter|ten|zu|dos|du)$/;
/** Letters, with the signs that stand inside names. */
const nameWord = /^[\p{L}\p{M}][\p{L}\p{M}'’ʼ.-]*$/u;

/** A text read as a person's name; undefined when it cannot be one. Turns "KOWALSKI Jan" round and small letters up. */
export function readName(text: string): PersonName | undefined {
  const { words, titles } = withoutTitles(text);
  if (words.length === 0 || words.length > 5 || !words.every((word) => nameWord.test(word))) return undefined;
  const [first, last] = splitName(words);
  return { first_name: cased(first, text), last_name: cased(last, text), titles };
}

/** How much a text looks like a name: 0 not at all. */
export function nameLikeness(text: string, email: string): number {
  const name = readName(text);
  if (!name) return 0;
  const words = `${name.first_name} ${name.last_name}`.trim().split(' ');
  const local = fold(email.split('@')[0] ?? '');
  const inEmail = words.filter((word) => word.length > 2 && local.includes(fold(word))).length;
  const isCapital = words.every((word) => particle.test(word) || /^\p{Lu}/u.test(word));
  const known = isFirstName(words[0] ?? '') ? 3 : 0;
  const usual = words.length >= 2 && words.length <= 4 ? 1 : 0;
  return isCapital ? usual + known + 2 * inEmail + (name.titles ? 1 : 0) : 0;
}

/** "jan.kowalski@…" belongs to Jan Kowalski; undefined for what is not two words, or an office's address. */
export function nameOfEmail(email: string): PersonName | undefined {
  const words = (email.split('@')[0] ?? '').split(/[._]/);
  if (words.length !== 2 || !words.every((word) => /^\p{L}{2,}$/u.test(word))) return undefined;
  if (!words.some(isFirstName)) return undefined;
  return readName(words.join(' ').toLowerCase());
}

function withoutTitles(text: string): { words: string[]; titles: string } {
  const all = text
    .replace(/[(),"„”]/g, ' ')
    .replace(/\.(?=\p{L})/gu, '. ')
    .split(/\s+/u)
    .filter(Boolean);
  const isTitle = (word: string) => title.test(fold(word));
  return {
    words: all.filter((word) => !isTitle(word) && !courtesies.test(fold(word))),
    titles: all.filter(isTitle).join(' '),
  };
}

/** The given names and the family name among the words of a whole name. */
export function splitName(words: string[]): [string[], string[]] {
  if (words.length === 1) return [words, []];
  if (isTurnedRound(words)) return [words.slice(1), words.slice(0, 1)];
  const at = words.findIndex((word, index) => index > 0 && particle.test(word));
  const lastFrom = at > 0 ? at : words.length - 1;
  return [words.slice(0, lastFrom), words.slice(lastFrom)];
}

function isTurnedRound([first = '', ...rest]: string[]): boolean {
  const shouted = (word: string) => word.length > 2 && word === word.toUpperCase();
  if (shouted(first) && !rest.some(shouted)) return true;
  return !isFirstName(first) && rest.every(isFirstName);
}

// All small, or all capitals: somebody typed fast, or a designer had a say.
function cased(words: string[], text: string): string {
  const isTyped = text === text.toLowerCase();
  return words.map((word) => (isTyped || isShouted(word) ? capitalized(word) : word)).join(' ');
}

function isShouted(word: string): boolean {
  return word.length > 2 && word === word.toUpperCase() && !word.includes('.');
}

function capitalized(word: string): string {
  if (particle.test(word)) return word;
  return word
    .toLowerCase()
    .replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
