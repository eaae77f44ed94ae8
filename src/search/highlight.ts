import { fold } from '../db/sql/fold.ts';

/** A piece of text; `hit` where it is what was searched for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** The text with every place marked where one of the words stands, accents and case aside. */
export function marked(text: string, words: string[]): Piece[] {
  const folded = foldWithPlaces(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (const [start, end] of hitsIn(folded, words)) {
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

const before = 50;
const length = 170;

/** The part of a long text around the first hit, marked; whole words, with an ellipsis where something is left out. */
export function snippet(text: string, words: string[]): Piece[] {
  const line = text.replace(/\s+/gu, ' ').trim();
  const [from, to] = firstHit(line, words);
  const start = wordStart(line, Math.max(0, from - before));
  const end = wordEnd(line, Math.max(start + length, to));
  const pieces = marked(line.slice(start, end), words);
  const dots: Piece = { text: '…', hit: false };
  return [...(start > 0 ? [dots] : []), ...pieces, ...(end < line.length ? [dots] : [])];
}

// A text of thousands of words has thousands of hits for a letter: collected are those of the part that is shown.
function firstHit(text: string, words: string[]): [start: number, end: number] {
  const folded = fold(text);
  let [first, length] = [Number.POSITIVE_INFINITY, 0];
  for (const word of words) {
    const at = folded.indexOf(word);
    if (at >= 0 && at < first) [first, length] = [at, word.length];
  }
  return length === 0 ? [0, 0] : [placeOf(text, first), placeOf(text, first + length)];
}

/** Where a place of the folded text stands in the original. */
function placeOf(text: string, inFolded: number): number {
  let [at, folded] = [0, 0];
  for (const letter of text) {
    folded += foldLetter(letter).length;
    if (folded > inFolded) break;
    at += letter.length;
  }
  return at;
}

interface Folded {
  text: string;
  /** For each unit of the folded text and its end, where it stands in the original. */
  places: number[];
}

const foldedLetters = new Map<string, string>();

/** Letter by letter: what was one may be two when folded (ß), and an accent of its own none. */
function foldWithPlaces(text: string): Folded {
  const parts: string[] = [];
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const folded = foldLetter(letter);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit++) places.push(at);
    at += letter.length;
  }
  places.push(at);
  return { text: parts.join(''), places };
}

function foldLetter(letter: string): string {
  const known = foldedLetters.get(letter);
  if (known !== undefined) return known;
  const folded = fold(letter);
  if (foldedLetters.size < 5_000) foldedLetters.set(letter, folded);
  return folded;
}

/** Where the words stand, in order; those that touch or overlap are one. */
function hitsIn({ text, places }: Folded, words: string[]): [start: number, end: number][] {
  const found = words.flatMap((word) => occurrences(text, word)).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const hits: [number, number][] = [];
  for (const [start, end] of found) {
    const last = hits.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else hits.push([start, end]);
  }
  return hits.map(([start, end]) => [places[start] ?? 0, places[end] ?? 0]);
}

function occurrences(text: string, word: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    found.push([at, at + word.length]);
  }
  return found;
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  if (at === 0) return 0;
  return space >= 0 && space < at + before / 2 ? space + 1 : wholeLetter(text, at);
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  return space > at - before / 2 ? space : wholeLetter(text, at);
}

/** Not through the middle of a letter that takes two units. */
function wholeLetter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
}
