const longest = 160;

/** The beginning of a text on one line, cut between words. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = [...line];
  if (letters.length <= longest) return line;
  const start = letters.slice(0, longest).join('');
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), longest / 2))}…`;
}
