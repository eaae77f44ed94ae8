import { describe, hasOverflow, textNodes } from './elements.ts';

interface Word {
  text: string;
  range: Range;
  element: Element;
}

/** A longer text without a space is the user's, and may break as addresses may. */
const maxWordLength = 24;
const address = /@|\.\p{L}/u;

/** Words that break, end outside the screen or are cut off. */
export function wordProblems(width: number): string[] {
  return textNodes(document.body)
    .flatMap(wordsOf)
    .flatMap((word) => problemsOf(word, width));
}

function wordsOf(node: Text): Word[] {
  return [...node.data.matchAll(/\S+/g)].map(({ 0: text, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + text.length);
    return { text, range, element: node.parentElement as Element };
  });
}

function problemsOf({ text, range, element }: Word, width: number): string[] {
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5);
  const isOutside = rects.some(({ left, right }) => left < -1 || right > width + 1);
  const isShort = text.length <= maxWordLength && !address.test(text);
  return [
    ...(isOutside && !hasOverflow(element) ? ['is outside'] : []),
    ...(isShort && isBroken(range) ? ['breaks'] : []),
    ...(isShort && isClipped(element) ? ['is cut off'] : []),
  ].map((problem) => `“${text.slice(0, maxWordLength)}” ${problem} in ${describe(element)}`);
}

/** Whether a line ends after a letter, not after a hyphen or the like. */
function isBroken(range: Range): boolean {
  if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size < 2) return false;
  const [text, tops] = [range.toString(), topsOfLetters(range)];
  return tops.some((top, index) => {
    const before = tops[index - 1];
    return top !== undefined && before !== undefined && top - before > 4 && /[\p{L}\p{M}]/u.test(text[index - 1] ?? '');
  });
}

function topsOfLetters(range: Range): (number | undefined)[] {
  const letter = document.createRange();
  return Array.from({ length: range.toString().length }, (_, index) => {
    letter.setStart(range.startContainer, range.startOffset + index);
    letter.setEnd(range.startContainer, range.startOffset + index + 1);
    return letter.getClientRects()[0]?.top;
  });
}

/** Long texts may be cut off after a line. */
function isClipped(element: Element): boolean {
  const isShort = (element.textContent?.trim().length ?? 0) <= maxWordLength;
  return (
    isShort && getComputedStyle(element).textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1
  );
}
