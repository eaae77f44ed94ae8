import { sameNames } from './shortNames.ts';

/** Polish endings and English plurals, folded; the longest that fits is left out. */
const endings =
  'iami iach iego iemu owie ami ach ich imi ymi ych ego emu iej iem iom ies owi em ej es ia ie im iu om ow ym a e i o s u y'.split(
    ' ',
  );
const minStem = 3;

/** A folded word without its ending: `faktur` for `faktura` and `fakture`. */
export function wordStem(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= minRest(one));
  return ending === undefined || word.endsWith('ss') ? word : word.slice(0, -ending.length);
}

// "zdrowie" is not a form of "zdr".
function minRest(ending: string): number {
  return ending.startsWith('ow') ? minStem + 1 : minStem;
}

/**
 * A regular expression that finds a folded word anywhere, and its other forms as whole words: with another ending
 * (`faktur` for `fakturami`), or another form of a first name (`anna` for `ania`).
 */
export function formsPattern(word: string): string {
  if (!/^\p{L}{3,}$/u.test(word)) return escapePattern(word);
  const whole = [...endedStem(wordStem(word)), ...sameNames(word).filter((name) => name.length > minStem)];
  return whole.length === 0 ? word : `${word}|\\m(?:${whole.join('|')})\\M`;
}

// The trigram index does not know where a word begins: it would find "ani" inside half of all Polish texts. And of
// short stems, longer endings make other words.
function endedStem(stem: string): string[] {
  if (stem.length > minStem) return [`${stemPattern(stem)}[[:alpha:]]{0,4}`];
  return /[aeiouy]$/.test(stem) ? [] : [`${stemPattern(stem)}(?:[[:alpha:]]{0,2}|ami|ach)`];
}

/** Consonants that change before some endings: oferta/ofercie, klient/klienci, noga/nodze. */
const changes: Record<string, string> = {
  ...{ t: 't|c', k: 'k|c', c: 'c|t|k', g: 'g|dz', dz: 'dz|g|d' },
  ...{ ch: 'ch|sz', sz: 'sz|ch', rz: 'rz|r' },
};

/** Matches a stem with its changed last consonant, and with or without a fleeting e: biurko/biurek, okno/okien. */
function stemPattern(stem: string): string {
  const [, start = '', , last = ''] = /^(.{2,}?)(i?e)?(dz|ch|sz|rz|[bcdfghj-np-tvwxz])$/.exec(stem) ?? [];
  if (last === '') return stem;
  const fleeting = /[aeiouy]$/.test(start) ? '' : '(?:i?e)?';
  return `${start}${fleeting}(?:${changes[last] ?? last})`;
}

function escapePattern(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '\\$&');
}
