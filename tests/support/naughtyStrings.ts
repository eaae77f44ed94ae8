// The Big List of Naughty Strings (https://github.com/minimaxir/big-list-of-naughty-strings), and what a field stores
// of one.
import { readFileSync } from 'node:fs';

const list = JSON.parse(readFileSync('tests/data/blns.json', 'utf8')) as string[];

/** Not in the list: half of a character, and what a database or a parser may take for its own. */
const ours = ['\ud800', '\u0000', '__proto__', 'constructor', '[object Object]', '\\N', '%', '_', '\u202e\u2066'];

export const naughtyStrings = [...list, ...ours];

/** One of twenty, and all of ours. */
export const naughtySample = [...list.filter((_, at) => at % 20 === 0), ...ours];

export const withoutNul = (texts: string[]) => texts.filter((text) => !text.includes('\u0000'));

/** What a field of one line stores. */
export const asLine = (text: string) =>
  wellFormed(text)
    .replace(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** What a field of several lines stores. */
export const asLines = (text: string) => wellFormed(text).replace(/\r\n?/g, '\n').trim();

/** Half of a character cannot be sent: a browser, like the client of the tests, puts U+FFFD in its place. */
export const wellFormed = (text: string) =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

export const fitsLine = (text: string, max: number) => [...asLine(text)].length <= max;
