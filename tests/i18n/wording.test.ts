// One voice in the texts: words that docs/glossary.md decided against stay out of both catalogs.
import { describe, expect, test } from 'vitest';
import { catalogs } from '../../src/i18n/catalogs.ts';

type Part = string | { [key: string]: Part };

const refused: Record<'en' | 'pl', Record<string, RegExp>> = {
  en: {
    'is written email': /\be-mail/i,
    'is turn on, turn off': /\bswitch(ed|es|ing)?\b[^.]*\b(on|off)\b/i,
    'is spelled as in American English':
      /\b(colour|favour|grey|cancell(ed|ing)|licence|organis|recognis|summaris|adverts?\b)/i,
    'is somebody to ask: your administrator': /\b(whoever|the person who) (runs|looks after) (this|your|it)\b/i,
    'is can’t, doesn’t, isn’t': /\b(cannot|can not|does not|do not|is not|are not|was not|were not|did not)\b/i,
    'is no longer': /\b(no|not|n’t)\b[^.]* any more\b/i,
    'is history or note': /\bwhat was said\b/i,
    'is saved or added': /\bwritten? down\b/i,
    'is fix': /\bmend(ed|ing)?\b/i,
    'is who': /\bwhom\b/i,
    'is Former customer': /\bchurned\b/i,
    'is silence of a machine': /\bsilence\b/i,
  },
  pl: {
    'is Dziś': /\bdzisiaj\b/i,
    'is written e-mail': /\bemail|\bmejl|(?<!e-)\bmail/i,
    'is Nowy, W rozmowach': /\blead\b|potencjaln/i,
    'is administrator': /osob\S+,? (która|prowadząca|co) .*(prowadzi|serwer)/i,
    'is the informal second person': /\b(Pan|Pani|Państwo|Pana|Państwa)\b/,
    'is without gender': /\b\p{L}+(łeś|łaś|\/a|\/aś)(?!\p{L})/iu,
    'is Kodowanie znaków': /^litery$/i,
    'is strona or formularz': /\bżądani[ea]\b/i,
    'is history': /\bhistori\S+ (rozmów|zmian)\b/i,
  },
};

describe.each(['en', 'pl'] as const)('no text in %s has what', (locale) => {
  const texts = entries(catalogs[locale]).map(([key, text]) => [key, plain(text)] as const);

  test.each(Object.entries(refused[locale]))('%s', (_, pattern) => {
    expect(texts.filter(([, text]) => pattern.test(text))).toEqual([]);
  });
});

test.each([
  ['en', 'Sign in by e-mail', 'is written email'],
  ['en', 'Switch AI off', 'is turn on, turn off'],
  ['en', 'No adverts', 'is spelled as in American English'],
  ['en', 'The colour', 'is spelled as in American English'],
  ['en', 'It is no administrator any more', 'is no longer'],
  ['pl', 'Na dzisiaj nic', 'is Dziś'],
  ['pl', 'Wyślij mailem', 'is written e-mail'],
  ['pl', 'Zapomniałeś hasła?', 'is without gender'],
  ['pl', 'Poproś osobę, która prowadzi ten Mini CRM', 'is administrator'],
] as const)('in %s "%s" would be found', (locale, text, rule) => {
  expect(text).toMatch(refused[locale][rule] as RegExp);
});

test('the buttons of English are in sentence case, except the name of the first one', () => {
  const buttons = entries(catalogs.en).filter(([key]) => /\.(add\w*|save|submit|confirm|action)$/.test(key));
  expect(buttons.length).toBeGreaterThan(25);
  const capitalized = buttons.filter(([, text]) => / (?!AI\b|CSV\b|Mini CRM\b)[A-Z]/.test(text));
  expect(capitalized.map(([, text]) => text)).toEqual(['Add Contact']);
});

/** Without the names of parameters and settings, and with ordinary hyphens. */
function plain(text: string): string {
  return text.replaceAll(/\{\{\w+\}\}|\b[A-Z]+_[A-Z_]+\b/g, '…').replaceAll('\u2011', '-');
}

function entries(part: Part, path = ''): [string, string][] {
  if (typeof part === 'string') return [[path, part]];
  return Object.entries(part).flatMap(([key, value]) => entries(value, path ? `${path}.${key}` : key));
}
