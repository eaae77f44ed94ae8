import { bidiControls } from '../core/bidiControls.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: A header holds none, not even encoded.
const controls = /[\0-\x1f\x7f\u2028\u2029]+/g;
/** Mail programs decode `=?utf-8?Q?…?=` anywhere in a header. */
const encodedWord = /=\?(?=[^?\s]+\?[bq]\?)/gi;

/** Makes a subject or name one line, which mail programs show as it stands. */
export function headerText(text: string): string {
  return text.replace(controls, ' ').replace(bidiControls, '').replace(encodedWord, '= ?').trim();
}
