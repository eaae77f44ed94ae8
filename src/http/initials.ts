/**
 * For a picture of somebody without one, the first letters of the first and the last word: of `Jan Maria Kowalski` JK, of
 * `Anna Nowak-Kowalska` and of the username `anna.kowalska@firma.pl` AK.
 */
export function initials(name: string): string {
  const words = namePart(name).split(/[\s.+_\-–]+/u);
  const letters = words.map(firstLetter).filter(Boolean);
  const ends = letters.length > 1 ? `${letters[0]}${letters.at(-1)}` : letters.join('');
  return ends.toLocaleUpperCase() || '?';
}

/** Of an email address what stands before the @. */
function namePart(name: string): string {
  return /\s/.test(name.trim()) ? name : (name.split('@').find(Boolean) ?? name);
}

/** With the marks that stand on it, where they are characters of their own. */
function firstLetter(word: string): string {
  return /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '';
}

/** One of the eight colours of the theme, always the same for the same name. */
export function hue(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}
