import { fold, likePattern } from './fold.ts';

/** The words of a search as they are compared, each once. */
export function searchWords(search: string): string[] {
  return [...new Set(fold(search).split(' ').filter(Boolean))];
}

/** Every word must be found in the column; `at` gives a value its place in the statement. */
export function everyWordSql(column: string, words: string[], at: (value: unknown) => string): string {
  return words.map((word) => `${column} LIKE ${at(`%${likePattern(word)}%`)}`).join(' AND ') || 'TRUE';
}
