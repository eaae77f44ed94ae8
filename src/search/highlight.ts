import { fold } from '../db/sql/fold.ts';

/** A piece of text; `hit` when it matches a searched word. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Splits a text where it matches one of the words, regardless of accents and case. */
export function highlight(text: string, words: string[]): Piece[] {
  const folded = foldWithIndexes(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (const [start, end] of findHits(folded, words)) {
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

const contextBefore = 50;
const snippetLength = 170;

/** The part of a long text around the first hit, cut at words, with an ellipsis where text is left out. */
export function snippet(text: string, words: string[]): Piece[] {
  const line = text.replace(/\s+/gu, ' ').trim();
  const [from, to] = firstHit(line, words);
  const start = wordStart(line, Math.max(0, from - contextBefore));
  const end = wordEnd(line, Math.max(start + snippetLength, to));
  const pieces = highlight(line.slice(start, end), words);
  const dots: Piece = { text: '…', hit: false };
  return [...(start > 0 ? [dots] : []), ...pieces, ...(end < line.length ? [dots] : [])];
}

// Long texts have thousands of hits for a single letter, so only the first is looked for.
function firstHit(text: string, words: string[]): [start: number, end: number] {
  const folded = fold(text);
  let [first, length] = [Number.POSITIVE_INFINITY, 0];
  for (const word of words) {
    const at = folded.indexOf(word);
    if (at >= 0 && at < first) [first, length] = [at, word.length];
  }
  return length === 0 ? [0, 0] : [originalIndex(text, first), originalIndex(text, first + length)];
}

/** Converts an index in the folded text to one in the original text. */
function originalIndex(text: string, inFolded: number): number {
  let [at, folded] = [0, 0];
  for (const letter of text) {
    folded += foldLetter(letter).length;
    if (folded > inFolded) break;
    at += letter.length;
  }
  return at;
}

interface FoldedText {
  text: string;
  /** For each index of the folded text, including its end: the index in the original. */
  indexes: number[];
}

const foldedLetters = new Map<string, string>();

/** Folds letter by letter, since a letter may become two (ß), and a combining accent none. */
function foldWithIndexes(text: string): FoldedText {
  const parts: string[] = [];
  const indexes: number[] = [];
  let at = 0;
  for (const letter of text) {
    const folded = foldLetter(letter);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit++) indexes.push(at);
    at += letter.length;
  }
  indexes.push(at);
  return { text: parts.join(''), indexes };
}

function foldLetter(letter: string): string {
  const known = foldedLetters.get(letter);
  if (known !== undefined) return known;
  const folded = fold(letter);
  if (foldedLetters.size < 5_000) foldedLetters.set(letter, folded);
  return folded;
}

/** The positions of the words, in order. Hits that touch or overlap are merged. */
function findHits({ text, indexes }: FoldedText, words: string[]): [start: number, end: number][] {
  const found = words.flatMap((word) => findOccurrences(text, word)).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const hits: [number, number][] = [];
  for (const [start, end] of found) {
    const last = hits.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else hits.push([start, end]);
  }
  return hits.map(([start, end]) => [indexes[start] ?? 0, indexes[end] ?? 0]);
}

function findOccurrences(text: string, word: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    found.push([at, at + word.length]);
  }
  return found;
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  if (at === 0) return 0;
  return space >= 0 && space < at + contextBefore / 2 ? space + 1 : avoidSurrogate(text, at);
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  return space > at - contextBefore / 2 ? space : avoidSurrogate(text, at);
}

/** Moves an index out of the middle of a surrogate pair. */
function avoidSurrogate(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
}
