import { likePattern } from './fold.ts';
import { searchWords } from './searchWords.ts';
import type { Bind } from './statement.ts';

export interface SearchCondition {
  matches: string;
  /**
   * Conditions for the index. Each is tried only when the previous ones find nothing. If there are none, the index
   * cannot help.
   */
  indexed: string[];
  /** Whether the index finds every hit. Of one or two letters it finds only words that begin with them. */
  isExact: boolean;
}

export function textCondition(words: string[], bind: Bind): SearchCondition {
  const matches = everyWord(words, bind);
  if (words.some(hasTrigram)) return { matches, indexed: [matches], isExact: true };
  const start = words.find((word) => /^#?[\p{L}\p{N}]/u.test(word));
  const indexed = start ? [`${beginsWord(start, bind)} AND ${withoutIndex(matches)}`] : [];
  return { matches, indexed, isExact: false };
}

export function comparingAll(condition: SearchCondition): SearchCondition {
  if (condition.indexed.length > 0) return condition;
  return { ...condition, indexed: [withoutIndex(condition.matches)], isExact: true };
}

export function textMatches(search: string, bind: Bind): string {
  const words = searchWords(search);
  const matches = everyWord(words, bind);
  return words.some(hasTrigram) ? matches : withoutIndex(matches);
}

const maxSeparateWords = 5;

/** From the sixth word on they share one value, so that all long searches are one statement. */
export function everyWord(words: string[], bind: Bind): string {
  const patterns = words.map((word) => `%${likePattern(word)}%`);
  const separate = patterns.slice(0, maxSeparateWords).map((pattern) => `search_text LIKE ${bind(pattern)}`);
  const rest = patterns.slice(maxSeparateWords);
  const shared = rest.length > 0 ? [`search_text LIKE ALL (${bind(rest)}::text[])`] : [];
  return `(${[...separate, ...shared].join(' AND ') || 'TRUE'})`;
}

function hasTrigram(word: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(word);
}

/** For words without a trigram, the index would return every row. */
function withoutIndex(condition: string): string {
  return condition.replaceAll('search_text', "(search_text || '')");
}

function beginsWord(word: string, bind: Bind): string {
  const [afterSpace, onNewLine] = [`% ${likePattern(word)}%`, `%\n${likePattern(word)}%`];
  return `(search_text LIKE ${bind(afterSpace)} OR search_text LIKE ${bind(onNewLine)})`;
}
