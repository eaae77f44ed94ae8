import { sameNames } from './shortNames.ts';

/** Polish endings of nouns, adjectives and names, and English plurals, folded; the longest that fits is left out. */
const endings =
  'iami iach iego iemu owie ami ach ich imi ymi ych ego emu iej iem iom ies owi em ej es ia ie im iu om ow ym a e i o s u y'.split(
    ' ',
  );
const minStem = 3;

/** What is left of a folded word without its ending: `faktur` of `faktura` and `fakture`. */
export function wordStem(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= minRest(one));
  return ending === undefined || word.endsWith('ss') ? word : word.slice(0, -ending.length);
}

// "zdrowie" is no form of "zdr".
function minRest(ending: string): number {
  return ending.startsWith('ow') ? minStem + 1 : minStem;
}

/**
 * A regular expression that finds a folded word anywhere, and as whole words its other forms: with another ending
 * (`faktur` of `fakturami`), and the same first name in another form (`anna` of `ania`).
 */
export function formsPattern(word: string): string {
  if (!/^\p{L}{3,}$/u.test(word)) return escapePattern(word);
  const stem = wordStem(word);
  // Of short stems, longer endings make other words.
  const ending = `[[:alpha:]]{0,${stem.length === minStem ? 2 : 4}}`;
  return `${word}|\\m(?:${[`${stemPattern(stem)}${ending}`, ...sameNames(word)].join('|')})\\M`;
}

/** Consonants that change before some endings: oferta – ofercie, klient – klienci, noga – nodze. */
const changes: Record<string, string> = {
  ...{ t: 't|c', k: 'k|c', c: 'c|t|k', g: 'g|dz', dz: 'dz|g|d' },
  ...{ ch: 'ch|sz', sz: 'sz|ch', rz: 'rz|r' },
};

/** A stem with its last consonant as it changes, and with or without a fleeting e: biurko – biurek, okno – okien. */
function stemPattern(stem: string): string {
  const [, start = '', , last = ''] = /^(.{2,}?)(i?e)?(dz|ch|sz|rz|[bcdfghj-np-tvwxz])$/.exec(stem) ?? [];
  if (last === '') return stem;
  const fleeting = /[aeiouy]$/.test(start) ? '' : '(?:i?e)?';
  return `${start}${fleeting}(?:${changes[last] ?? last})`;
}

function escapePattern(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '\\$&');
}
