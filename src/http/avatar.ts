const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * For a picture of somebody without one, the first letters of the first and the last word: of `Jan Maria Kowalski` JK, of
 * `Anna Nowak-Kowalska` and of the username `anna.kowalska@firma.pl` AK.
 */
export function initials(name: string): string {
  const words = namePart(name)
    .split(/[\s.+_\-–]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    ends
      .map((word) => firstLetter(word ?? ''))
      .join('')
      .toLocaleUpperCase() || '?'
  );
}

/** Of an email address what stands before the @. */
function namePart(name: string): string {
  return /\s/.test(name.trim()) ? name : (name.split('@').find(Boolean) ?? name);
}

function firstLetter(word: string): string {
  const letters = word.slice(word.search(/[\p{L}\p{N}]/u));
  return segmenter.segment(letters)[Symbol.iterator]().next().value?.segment ?? '';
}

/** One of the eight colours of the theme, always the same for the same name. */
export function hue(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}
