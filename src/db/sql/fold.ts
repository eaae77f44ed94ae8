/** Letters that taking off the accents leaves as they are. */
const letters = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i', ð: 'd', ς: 'σ', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

/** Capitals younger than Unicode 10: whether lower case knows them depends on the Node.js, or the ICU, at hand. */
const youngCapitals = `\u1C89${span(0x1c90, 0x1cba)}${span(0x1cbd, 0x1cbf)}\u2C2F\uA7B8\uA7BA\uA7BC\uA7BE\uA7C0\uA7C2\uA7C4\uA7C5\
\uA7C6\uA7C7\uA7C9\uA7CB\uA7CC\uA7CE\uA7D0\uA7D2\uA7D4\uA7D6\uA7D8\uA7DA\uA7DC\uA7F1\uA7F5`;
const youngSmalls = `\u1C8A${span(0x10d0, 0x10fa)}${span(0x10fd, 0x10ff)}\u2C5F\uA7B9\uA7BB\uA7BD\uA7BF\uA7C1\uA7C3\uA794\u0282\
\u1D8E\uA7C8\uA7CA\u0264\uA7CD\uA7CF\uA7D1\uA7D3\uA7D5\uA7D7\uA7D9\uA7DB\u019B\u0073\uA7F6`;

const replacements = new Map(Object.entries(letters));
for (const [i, capital] of [...youngCapitals].entries()) replacements.set(capital, youngSmalls.charAt(i));
const replaceable = new RegExp(`[${[...replacements.keys()].join('')}]`, 'g');

/**
 * A text without accents and apostrophes and in lower case, as search compares it: `Łukasz Żółty` becomes `lukasz zolty`,
 * O’Brien, however it is typed, `obrien`. The function crm_fold of the migration `apostrophes` does the same to what is stored.
 */
export function fold(text: string): string {
  // U+00B4, the acute accent on its own, would become a space.
  const bare = text
    .replaceAll('\u00b4', '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'`\u2018\u2019\u02bc]+/g, '');
  return bare.toLowerCase().replace(replaceable, (letter) => replacements.get(letter) ?? letter);
}

/** The text with the signs LIKE reads as wildcards taken literally. Prisma's `contains` does not do it. */
export function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** The digits of a phone number however it is written. */
export function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

function span(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
