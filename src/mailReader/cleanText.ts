import { bidiControls } from '../core/bidiControls.ts';

/** More is never read: a mail of megabytes is a log file or an attack. */
const maxReadLength = 300_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: A text holds none but tabs and line breaks.
const controls = /[\0-\x08\x0b-\x1f\x7f]/g;

/** Cleans what stands on one line: a name, a subject. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(bidiControls, '').replace(/\s+/g, ' ');
}

/**
 * Cleans text for the rest of the app: no NUL, `\n` alone, no invisible characters that only disturb, no empty ends.
 */
export function cleanText(text: string): string {
  return text
    .slice(0, maxReadLength)
    .replace(/\r\n?/g, '\n')
    .replace(controls, '')
    .replace(/[\u200b\u2060\ufeff\u00ad]|\u034f/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .trim();
}
