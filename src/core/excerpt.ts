const longest = 160;
/** So many letters of a text are enough for it. */
export const enoughForExcerpt = longest * 4;

/** The beginning of a text on one line, cut between words. */
export function excerpt(text: string): string {
  const line = text.slice(0, enoughForExcerpt).replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  if (letters.length <= longest) return line;
  const space = letters.lastIndexOf(' ', longest);
  return `${letters.slice(0, space > longest / 2 ? space : longest).join('')}…`;
}
