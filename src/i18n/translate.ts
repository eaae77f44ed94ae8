import { createInstance } from 'i18next';
import { catalogues, type English } from './catalogues.ts';

export const locales = ['en', 'pl'] as const;
export type Locale = (typeof locales)[number];

/** The names of all texts: `contacts.list.title`; those with plurals without their suffix. */
export type TextKey = KeyOf<English>;
export type TextParams = Record<string, string | number>;
export type Translate = (key: TextKey, params?: TextParams) => string;

type Plural = 'one' | 'other';
type Named<K extends string> = K extends `${infer Stem}_${Plural}` ? Stem : K;
type KeyOf<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${Named<K>}` : KeyOf<T[K], `${Path}${K}.`>;
}[keyof T & string];

const i18n = createInstance();
await i18n.init({
  resources: { en: { translation: catalogues.en }, pl: { translation: catalogues.pl } },
  supportedLngs: [...locales],
  fallbackLng: false,
  // EJS escapes what it writes; escaping here too would show "&amp;".
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: (key: string) => missing(key),
});

const made = { en: remembering('en'), pl: remembering('pl') };

/** The texts of one language. */
export function translator(locale: Locale): Translate {
  return made[locale];
}

/** A text cut at its placeholders: at odd places stands the name of a value. */
type Pieces = string[];

/**
 * i18next finds a text, and the plural form that a count asks for, in 10 to 40 µs, and a page has two hundred texts: so it
 * finds each form of each text once, and the values are put in here.
 */
function remembering(locale: Locale): Translate {
  const find = i18n.getFixedT(locale) as (key: string, options: object) => string;
  const plural = new Intl.PluralRules(locale);
  const known = new Map<string, Pieces>();
  return (key, params) => {
    const count = params?.['count'];
    const form = typeof count === 'number' ? `${key}#${plural.select(count)}` : key;
    let pieces = known.get(form);
    if (!pieces) known.set(form, (pieces = find(key, { count, skipInterpolation: true }).split(placeholder)));
    return pieces.length === 1 || !params ? (pieces[0] as string) : filled(pieces, params);
  };
}

const placeholder = /\{\{\s*(\w+)\s*\}\}/;

function filled(pieces: Pieces, params: TextParams): string {
  let text = pieces[0] as string;
  for (let at = 1; at < pieces.length; at += 2) text += `${params[pieces[at] as string] ?? ''}${pieces[at + 1]}`;
  return text;
}

// A missing text is a bug of ours: tests look for these brackets, an owner can go on working.
function missing(key: string): string {
  return `⟦${key}⟧`;
}
