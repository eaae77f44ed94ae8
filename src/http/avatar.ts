const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letters of the first and the last word, for a picture of somebody without one. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    ends
      .map((word) => firstLetter(word ?? ''))
      .join('')
      .toLocaleUpperCase() || '?'
  );
}

function firstLetter(word: string): string {
  const letters = word.slice(word.search(/[\p{L}\p{N}]/u));
  return segmenter.segment(letters)[Symbol.iterator]().next().value?.segment ?? '';
}

/** One of the eight colours of the theme, always the same for the same number. */
export const hue = (id: number): number => id % 8;
