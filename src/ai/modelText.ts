import { truncate } from '../core/truncate.ts';

/** What a model wrote as one line, of at most so many signs. */
export function modelLine(text: string, most: number): string {
  return truncate(withoutNul(text).replace(/\s+/gu, ' ').trim(), most);
}

/** What a model wrote as text of several lines, whose ends are `\n`. */
export function modelText(text: string, most = Number.POSITIVE_INFINITY): string {
  return truncate(withoutNul(text).replace(/\r\n?/g, '\n').trim(), most);
}

// PostgreSQL takes none.
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
