import { LinkifyIt } from 'linkify-it';

export interface Segment {
  text: string;
  /** Only ever http, https or mailto. */
  href?: string;
}

const linkify = new LinkifyIt().set({ fuzzyLink: true, fuzzyEmail: true }).add('ftp:', null).add('//', null);

// Every link has one of these inside a word; testing for them saves most texts the slow search.
const mayHoldLink = /[^\s.:@][.:@][^\s.:@]|:\/\//;

/** The pieces are not escaped. */
export function linkSegments(text: string): Segment[] {
  if (!mayHoldLink.test(text)) return text === '' ? [] : [{ text }];
  const segments: Segment[] = [];
  let end = 0;
  for (const match of linkify.match(text) ?? []) {
    if (match.index > end) segments.push({ text: text.slice(end, match.index) });
    segments.push({ text: match.text, href: match.url });
    end = match.lastIndex;
  }
  if (end < text.length) segments.push({ text: text.slice(end) });
  return segments;
}
