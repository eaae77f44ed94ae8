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

const fixed = { en: i18n.getFixedT('en'), pl: i18n.getFixedT('pl') };

/** The texts of one language. */
export function translator(locale: Locale): Translate {
  return fixed[locale] as unknown as Translate;
}

// A missing text is a bug of ours: tests look for these brackets, an owner can go on working.
function missing(key: string): string {
  return `⟦${key}⟧`;
}
