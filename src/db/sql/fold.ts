/** Letters that Unicode does not decompose. */
const letters = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i', ð: 'd', ς: 'σ', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

/** Capitals after Unicode 10: their lower case depends on the version of Node.js or ICU. */
const youngCapitals = `\u1C89${charRange(0x1c90, 0x1cba)}${charRange(0x1cbd, 0x1cbf)}\u2C2F\uA7B8\uA7BA\uA7BC\uA7BE\uA7C0\uA7C2\uA7C4\uA7C5\
\uA7C6\uA7C7\uA7C9\uA7CB\uA7CC\uA7CE\uA7D0\uA7D2\uA7D4\uA7D6\uA7D8\uA7DA\uA7DC\uA7F1\uA7F5`;
const youngSmalls = `\u1C8A${charRange(0x10d0, 0x10fa)}${charRange(0x10fd, 0x10ff)}\u2C5F\uA7B9\uA7BB\uA7BD\uA7BF\uA7C1\uA7C3\uA794\u0282\
\u1D8E\uA7C8\uA7CA\u0264\uA7CD\uA7CF\uA7D1\uA7D3\uA7D5\uA7D7\uA7D9\uA7DB\u019B\u0073\uA7F6`;

const replacements = new Map(Object.entries(letters));
for (const [i, capital] of [...youngCapitals].entries()) replacements.set(capital, youngSmalls.charAt(i));
const replaceable = new RegExp(`[${[...replacements.keys()].join('')}]`, 'g');

const isAscii = /^[\0-\x7f]*$/;

/** `Łukasz O’Brien` becomes `lukasz obrien`. The SQL function crm_fold must agree. */
export function fold(text: string): string {
  if (isAscii.test(text)) return text.replace(/['`]+/g, '').toLowerCase();
  // NFKD turns U+00B4 into a space.
  const bare = text
    .replaceAll('\u00b4', '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'`\u2018\u2019\u02bc]+/g, '');
  return bare.toLowerCase().replace(replaceable, (letter) => replacements.get(letter) ?? letter);
}

/** Escapes the wildcards of LIKE, which Prisma's `contains` does not do. */
export function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

export function digitsOnly(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

/** Digits without the zeros before a country or area code. */
export function significantDigits(phone: string): string {
  return digitsOnly(phone).replace(/^0+/, '');
}

/** "+48 600 100 200" is also 600 100 200: without its country a number has about nine digits. */
export function nationalDigits(phone: string): string {
  return significantDigits(phone).slice(-9);
}

/** The letters of a vanity number such as 1-800-FLOWERS; empty for others, such as "ext. 12". */
export function vanityLetters(phone: string): string {
  const [letters = ''] = /(?<=\d[\s().-]*)[A-Z][A-Z-]{2,}(?![A-Za-z]|[\s.]*\d)/.exec(phone) ?? [];
  return letters.replaceAll('-', '');
}

function charRange(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
