// biome-ignore lint/suspicious/noControlCharactersInRegex: A header holds none, not even encoded.
const controls = /[\0-\x1f\x7f\u2028\u2029]+/g;
/** They would turn around what a mail program writes beside the text. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
/** Mail programs decode `=?utf-8?Q?…?=` wherever it stands. */
const encodedWord = /=\?(?=[^?\s]+\?[bq]\?)/gi;

/** A subject or name for the headers of a mail: one line that shows as it is. */
export function headerText(text: string): string {
  return text.replace(controls, ' ').replace(directions, '').replace(encodedWord, '= ?').trim();
}
