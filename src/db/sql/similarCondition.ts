import { fold } from './fold.ts';
import { sameNames } from './shortNames.ts';
import type { Bind } from './statement.ts';
import { typoKeys } from './typoKeys.ts';
import { formsPattern, wordStem } from './wordForms.ts';

/** What asks for records that resemble a search, as SQL conditions on `search_text`. */
export interface SimilarCondition {
  /** Every word is found in some form. */
  forms: string;
  /** The names contain every word, first in another form, then with a typo; empty where only texts are compared. */
  names: string[];
}

/** Of more words the exact ones alone are found, so that a pasted text costs little. */
const maxWords = 5;

/**
 * The condition for records that resemble the search, in any order of its words; undefined where nothing could. `keys`:
 * SQL of the typo keys of a row's names, for tables that have them.
 */
export function similarCondition(search: string, bind: Bind, keys?: string): SimilarCondition | undefined {
  const words = plainWords(search);
  if (words.length > maxWords || !words.some(hasForms)) return undefined;
  const forms = words.map((word) => `search_text ~ ${bind(formsPattern(word))}`).join(' AND ');
  if (keys === undefined || !words.every(hasForms)) return { forms, names: [] };
  const inNames = (toKeys: (word: string) => string[]) =>
    words.map((word) => `${keys} && ${bind([...new Set(toKeys(word))])}::text[]`).join(' AND ');
  return { forms, names: [inNames(nameForms), inNames((word) => [...nameForms(word), ...typoKeys(word)])] };
}

/** The stems and other names by which similar records are found, for highlighting. */
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
