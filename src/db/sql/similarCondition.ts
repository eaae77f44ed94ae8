import { fold } from './fold.ts';
import { sameNames } from './shortNames.ts';
import type { Bind } from './statement.ts';
import { typoKeys } from './typoKeys.ts';
import { formsPattern, wordStem } from './wordForms.ts';

export interface SimilarCondition {
  forms: string;
  /** First the condition for other forms, then that for typos; empty when only texts are compared. */
  names: string[];
}

/** Searches with more words find exact hits only, so that pasted text costs little. */
const maxWords = 5;

/** Undefined where nothing could be similar. `keys` is SQL of the typo keys of a row's names. */
export function similarCondition(search: string, bind: Bind, keys?: string): SimilarCondition | undefined {
  const words = plainWords(search);
  if (words.length > maxWords || !words.some(hasForms)) return undefined;
  const forms = words.map((word) => `search_text ~ ${bind(formsPattern(word))}`).join(' AND ');
  return { forms, names: keys !== undefined && words.every(hasForms) ? similarNames(words, bind, keys) : [] };
}

/** Like similarCondition(), but for names only. */
export function similarNameCondition(search: string, bind: Bind, keys: string): SimilarCondition | undefined {
  const words = plainWords(search);
  if (words.length > maxWords || words.length === 0 || !words.every(hasForms)) return undefined;
  return { forms: 'FALSE', names: similarNames(words, bind, keys) };
}

function similarNames(words: string[], bind: Bind, keys: string): string[] {
  const inNames = (toKeys: (word: string) => string[]) =>
    words.map((word) => `${keys} && ${bind([...new Set(toKeys(word))])}::text[]`).join(' AND ');
  return [inNames(nameForms), inNames((word) => [...nameForms(word), ...typoKeys(word)])];
}

export function wordForms(search: string): string[] {
  return [...new Set(plainWords(search).flatMap((word) => (hasForms(word) ? nameForms(word) : [word])))];
}

function plainWords(search: string): string[] {
  return [...new Set(fold(search).match(/[\p{L}\p{N}]+/gu))];
}

function hasForms(word: string): boolean {
  return /^\p{L}{3,}$/u.test(word);
}

function nameForms(word: string): string[] {
  return [word, wordStem(word), ...sameNames(word)];
}
