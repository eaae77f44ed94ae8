const maxLength = 160;
export const maxExcerptInput = maxLength * 4;

/** The beginning of a text on one line, cut between words after at most 160 characters. */
export function excerpt(text: string): string {
  const line = text.slice(0, maxExcerptInput).replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  if (letters.length <= maxLength) return line;
  const space = letters.lastIndexOf(' ', maxLength);
  return `${letters.slice(0, space > maxLength / 2 ? space : maxLength).join('')}…`;
}
