import { fold } from './fold.ts';

/** The words of a search as they are compared, each once. */
export function searchWords(search: string): string[] {
  return [...new Set(fold(search).split(' ').filter(Boolean))];
}
