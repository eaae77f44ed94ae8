import { catalogs, type English } from './catalogs.ts';

export const locales = ['en', 'pl'] as const;
export type Locale = (typeof locales)[number];

/** For `Intl`: plain `en` would write dates as Americans do. */
export function intlLocale(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale;
}

/** The keys of all texts, `contacts.list.title`, without the suffixes of plurals. */
export type TextKey = KeyOf<English>;
export type TextParams = Record<string, string | number>;
export type Translate = (key: TextKey, params?: TextParams) => string;

type Plural = 'one' | 'other';
type Stem<K extends string> = K extends `${infer S}_${Plural}` ? S : K;
type KeyOf<T, Path extends string = ''> = {
  [K in keyof T & (string | number)]: T[K] extends string ? `${Path}${Stem<`${K}`>}` : KeyOf<T[K], `${Path}${K}.`>;
}[keyof T & (string | number)];

/** A text split at its placeholders: the odd elements are names of parameters. */
type Pieces = string[];
type Catalog = { readonly [key: string]: string | Catalog };

const placeholder = /\{\{\s*(\w+)\s*\}\}/;
const breakableHyphen = /(?<=\be)-(?=mail)/gi;
const translators = { en: createTranslator('en'), pl: createTranslator('pl') };
const pageTranslators = {
  en: createTranslator('en', withFirmHyphens),
  pl: createTranslator('pl', withFirmHyphens),
};

/**
 * Returns the function that translates into one language. The parameter `count` selects the plural form and is
 * formatted in that language.
 */
export function translator(locale: Locale): Translate {
  return translators[locale];
}

/** The same texts as they are shown on a page, where "e-mail" never breaks after its hyphen. */
export function pageTranslator(locale: Locale): Translate {
  return pageTranslators[locale];
}

function createTranslator(locale: Locale, prepare = (text: string) => text): Translate {
  const texts = new Map(flatten(catalogs[locale], prepare));
  const rules = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(intlLocale(locale));
  return (key, params) => {
    const count = params?.['count'];
    const plural = typeof count === 'number' ? texts.get(`${key}_${rules.select(count)}`) : undefined;
    const pieces = plural ?? texts.get(key);
    // A missing text is a bug. The tests look for these brackets, and a user can continue working.
    if (!pieces) return `⟦${key}⟧`;
    if (pieces.length === 1 || !params) return pieces[0] as string;
    return fill(pieces, typeof count === 'number' ? { ...params, count: number.format(count) } : params);
  };
}

function withFirmHyphens(text: string): string {
  return text.replaceAll(breakableHyphen, '\u2011');
}

function flatten(catalog: Catalog, prepare: (text: string) => string, path = ''): [string, Pieces][] {
  return Object.entries(catalog).flatMap(([key, text]): [string, Pieces][] =>
    typeof text === 'string'
      ? [[`${path}${key}`, prepare(text).split(placeholder)]]
      : flatten(text, prepare, `${path}${key}.`),
  );
}

function fill(pieces: Pieces, params: TextParams): string {
  let text = pieces[0] as string;
  for (let at = 1; at < pieces.length; at += 2) text += `${params[pieces[at] as string] ?? ''}${pieces[at + 1]}`;
  return text;
}
