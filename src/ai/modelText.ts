import { truncate } from '../core/truncate.ts';

export function modelLine(text: string, maxLength: number): string {
  return truncate(withoutNul(text).replace(/\s+/gu, ' ').trim(), maxLength);
}

/** A model's text with `\n` as line ends. */
export function modelText(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  return truncate(withoutNul(text).replace(/\r\n?/g, '\n').trim(), maxLength);
}

// PostgreSQL refuses NUL characters.
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
