import { codePage852 } from './codePage852.ts';

export const encodings = [
  'utf-8',
  'windows-1250',
  'iso-8859-2',
  'cp852',
  'windows-1252',
  'macintosh',
  'windows-1251',
  'koi8-u',
  'ibm866',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'utf-16le',
  'utf-16be',
] as const;
export type Encoding = (typeof encodings)[number];

/**
 * Guesses the encoding of a text. Windows-1250, which a Polish Excel writes, is the default when nothing points to
 * another.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  return byByteOrderMark(bytes) ?? byZeroBytes(bytes) ?? (isUtf8(bytes) ? 'utf-8' : byLetters(bytes));
}

/** Unreadable bytes become `\uFFFD`; a byte order mark is dropped. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return encoding === 'cp852' ? decode852(bytes) : new TextDecoder(encoding).decode(bytes);
}

function decode852(bytes: Uint8Array): string {
  const ascii = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return ascii.replace(/[\x80-\xff]/g, (byte) => codePage852.charAt(byte.charCodeAt(0) - 0x80));
}

function byByteOrderMark([a, b, c]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

// In UTF-16 every ASCII character has a zero byte.
function byZeroBytes(bytes: Uint8Array): Encoding | undefined {
  const start = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros.map((count) => count / Math.max(1, start.length / 2));
  if (odd > 0.3 && even < 0.05) return 'utf-16le';
  return even > 0.3 && odd < 0.05 ? 'utf-16be' : undefined;
}

/** A few bad bytes among many valid letters do not rule UTF-8 out: each costs one letter only. */
function isUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const bad = countOf(text, /\ufffd/g);
  return bad === 0 || bad * 2 <= countOf(text, /[^\0-\x7f\ufffd]/g);
}

const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const polish = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ';
const central = 'čďěňřšťůžýČĎĚŇŘŠŤŮŽÝ';
const western = 'àâãäåæçèéêëìíîïñòõöøùúûüÿßáÀÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÕÖØÙÚÛÜÁ';
const letters = /[a-ząćęłńóśźż]/i;
const punctuation = '„”“’‘–—…•·§°€«»\u00a0';

/** The earlier one wins when two score the same. */
const byteEncodings = ['windows-1250', 'iso-8859-2', 'cp852', 'windows-1252'] as const;

function byLetters(bytes: Uint8Array): Encoding {
  const sample = sampleOf(bytes);
  const scores = byteEncodings.map((encoding) => letterScore(decode(sample, encoding), encoding));
  return byteEncodings[scores.indexOf(Math.max(...scores))] ?? 'windows-1250';
}

const sampleLength = 20_000;

/** The letters outside ASCII, each with its neighbors. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample: number[] = [];
  for (let at = 0; at < bytes.length && sample.length < sampleLength; at++)
    if ((bytes[at] ?? 0) >= 0x80) sample.push(bytes[at - 1] ?? 32, bytes[at] ?? 0, bytes[at + 1] ?? 32);
  return Uint8Array.from(sample);
}

function letterScore(text: string, encoding: Encoding): number {
  let score = 0;
  for (let at = 1; at < text.length; at += 3) score += scoreOf(text, at, encoding);
  return score;
}

function scoreOf(text: string, at: number, encoding: Encoding): number {
  const letter = text.charAt(at);
  const inWord = letters.test(text.charAt(at - 1));
  // A capital within a word is most often the wrong letter.
  const isOddCapital = inWord && /\p{Ll}/u.test(text.charAt(at - 1)) && /\p{Lu}/u.test(letter);
  if (isOddCapital) return -1;
  if (polish.includes(letter)) return encoding === 'windows-1252' ? 1 : 1.2;
  if (encoding === 'windows-1252' ? western.includes(letter) : central.includes(letter)) return 1;
  if (punctuation.includes(letter)) return 0.2;
  return /\p{L}/u.test(letter) ? 0.3 : -1;
}
