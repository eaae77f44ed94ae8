import { likePattern } from './fold.ts';
import { searchWords } from './searchWords.ts';
import type { Bind } from './statement.ts';

/** What a search asks of a row, as SQL conditions on its column `search_text`. */
export interface SearchCondition {
  /** True for a hit. */
  matches: string;
  /** What the index is asked, each only when those before find nothing. None: the index cannot help. */
  indexed: string[];
  /** Whether the index finds every hit. Of one or two letters it finds only words that begin with them. */
  isExact: boolean;
}

/** Every word is found somewhere. */
export function textCondition(words: string[], bind: Bind): SearchCondition {
  const matches = everyWord(words, bind);
  if (words.some(hasTrigram)) return { matches, indexed: [matches], isExact: true };
  const start = words.find((word) => /^[\p{L}\p{N}]/u.test(word));
  const indexed = start ? [`${beginsWord(start, bind)} AND ${withoutIndex(matches)}`] : [];
  return { matches, indexed, isExact: false };
}

/** The same where the index cannot help at all: every row is compared. */
export function comparingAll(condition: SearchCondition): SearchCondition {
  if (condition.indexed.length > 0) return condition;
  return { ...condition, indexed: [withoutIndex(condition.matches)], isExact: true };
}

/** SQL: every word is found, for a table of which every row may be compared when the index cannot help. */
export function textMatches(search: string, bind: Bind): string {
  const words = searchWords(search);
  const matches = everyWord(words, bind);
  return words.some(hasTrigram) ? matches : withoutIndex(matches);
}

const maxSeparateWords = 5;

/** SQL: every word is found. From the sixth on they share one value, so that all long searches are one statement. */
export function everyWord(words: string[], bind: Bind): string {
  const patterns = words.map((word) => `%${likePattern(word)}%`);
  const separate = patterns.slice(0, maxSeparateWords).map((pattern) => `search_text LIKE ${bind(pattern)}`);
  const rest = patterns.slice(maxSeparateWords);
  const shared = rest.length > 0 ? [`search_text LIKE ALL (${bind(rest)}::text[])`] : [];
  return `(${[...separate, ...shared].join(' AND ') || 'TRUE'})`;
}

/** The index knows pieces of three letters or digits. */
function hasTrigram(word: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(word);
}

/** Hides a condition from the index, which would return every row for words without a trigram. */
function withoutIndex(condition: string): string {
  return condition.replaceAll('search_text', "(search_text || '')");
}

function beginsWord(word: string, bind: Bind): string {
  const [afterSpace, onNewLine] = [`% ${likePattern(word)}%`, `%\n${likePattern(word)}%`];
  return `(search_text LIKE ${bind(afterSpace)} OR search_text LIKE ${bind(onNewLine)})`;
}
