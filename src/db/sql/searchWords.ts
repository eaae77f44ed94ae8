import { fold } from './fold.ts';

/** A phrase in quotes, or a word; a quote inside a word, as in `5" screws`, begins no phrase. */
const parts = /(?<![^\s(,])["„”“«»]([^"„”“«»]*)["„”“«»](?![^\s),;])|[^\s"„”“«»]+/gu;
const commasInside = /(?<=\p{L})[,;](?=\p{L})/gu;
const punctuationAround = /^[,;:<(]+|[,;:>)]+$/gu;

/** Commas, parentheses and quotes are not part of a word, unless the search contains nothing else. */
export function searchWords(search: string): string[] {
  const folded = fold(search);
  const words = [...folded.replace(commasInside, ' ').matchAll(parts)].map(
    ([part, phrase]) => phrase?.trim() ?? part.replace(punctuationAround, ''),
  );
  const found = words.filter(Boolean);
  return [...new Set(found.length > 0 ? found : folded.split(' ').filter(Boolean))];
}

/** Whether each word begins a word of the name. */
export function beginWordsOf(name: string, words: string[]): boolean {
  const own = fold(name).split(/[\s-]+/);
  return words.every((word) => own.some((one) => one.startsWith(word)));
}
