import { describe, expect, test } from 'vitest';
import { catalogs } from '../../src/i18n/catalogs.ts';
import { formatters } from '../../src/i18n/format.ts';
import { defaultTimeZone, knownTimeZone, preferredLocale, timeZones } from '../../src/i18n/locale.ts';
import { locales, pageTranslator, type TextKey, translator } from '../../src/i18n/translate.ts';

type Part = string | { [key: string]: Part };

function entries(part: Part, path = ''): [string, string][] {
  if (typeof part === 'string') return [[path, part]];
  return Object.entries(part).flatMap(([key, value]) => entries(value, path ? `${path}.${key}` : key));
}

const texts = { en: entries(catalogs.en), pl: entries(catalogs.pl) };
const stem = (key: string) => key.replace(/_(one|few|many|other)$/, '');
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the catalogs', () => {
  test('have the same texts, none of them empty or with outer space', () => {
    const keys = (locale: 'en' | 'pl') => [...new Set(texts[locale].map(([key]) => stem(key)))].sort();
    expect(keys('pl')).toEqual(keys('en'));
    // "or" joins the last two of a list and contains its spaces.
    const alone = [...texts.en, ...texts.pl].filter(([key]) => !key.endsWith('.or'));
    for (const [key, text] of alone) expect(text.trim() === text && text !== '', key).toBe(true);
  });

  test('use the same placeholders', () => {
    const english = new Map(texts.en.map(([key, text]) => [key, slots(text)]));
    for (const [key, text] of texts.pl) {
      const counterpart = english.get(key.replace(/_(few|many)$/, '_other')) ?? [];
      const missing = slots(text).filter((name) => !counterpart.includes(name));
      expect(missing, `${key} fills what English does not`).toEqual([]);
      const absent = counterpart.filter((name) => name !== 'count' && !slots(text).includes(name));
      expect(absent, `${key} leaves out`).toEqual([]);
    }
  });

  test('use the quotation marks, dashes and dots of their language', () => {
    for (const [key, text] of texts.en) expect(text, key).not.toMatch(/"|\.\.\.|„/);
    for (const [key, text] of texts.pl) expect(text, key).not.toMatch(/"|\.\.\.|“/);
  });

  test('are translated', () => {
    const english = new Map(texts.en);
    const same = texts.pl.filter(
      ([key, text]) => english.get(key) === text && /[a-z]{3,} [a-z]{3,} [a-z]{2,}/i.test(text),
    );
    expect(same).toEqual([]);
  });
});

describe('translate', () => {
  test.each([
    [1, '1 osoba'],
    [2, '2 osoby'],
    [4, '4 osoby'],
    [5, '5 osób'],
    [12, '12 osób'],
    [21, '21 osób'],
    [22, '22 osoby'],
    [112, '112 osób'],
    [0, '0 osób'],
  ])('the Polish plural of %i', (count, text) => {
    expect(translator('pl')('contacts.list.count', { count })).toBe(text);
  });

  test('the English plurals', () => {
    const t = translator('en');
    expect([0, 1, 2].map((count) => t('contacts.list.count', { count }))).toEqual(['0 people', '1 person', '2 people']);
  });

  test('a missing text is shown and does not throw', () => {
    for (const locale of locales) expect(translator(locale)('no.such.text' as TextKey)).toBe('⟦no.such.text⟧');
  });

  test('parameters are inserted literally and once', () => {
    const name = '<b>&amp; {{name}} $t(common.save) $&';
    expect(translator('en')('companies.picker.create', { name })).toBe(`Create “${name}” as a company`);
  });
});

describe('preferredLocale', () => {
  const wants = (language?: string) => preferredLocale({ headers: { 'accept-language': language } } as never);

  test.each([
    ['pl-PL', 'pl'],
    ['de;q=0.9, pl;q=0.1', 'pl'],
    ['en, pl', 'en'],
    ['fr', 'en'],
    [undefined, 'en'],
    ['*;q=0', 'en'],
  ])('%s gets %s', (wanted, given) => {
    expect(wants(wanted)).toBe(given);
  });
});

test('time zones are those of the system, beginning with UTC', () => {
  expect(timeZones().slice(0, 1)).toEqual(['UTC']);
  expect(timeZones()).toEqual(expect.arrayContaining(['Europe/Warsaw', 'America/New_York']));
  expect(new Set(timeZones()).size).toBe(timeZones().length);
  for (const zone of ['Europe/Warsaw', 'UTC', 'Etc/GMT+5']) expect(knownTimeZone(zone)).toBe(zone);
  for (const zone of ['Mars/Base', '', '+01:00', "x'; --", 'a'.repeat(100), 7, undefined, ['UTC']])
    expect(knownTimeZone(zone)).toBeUndefined();
  for (const locale of locales) expect(knownTimeZone(defaultTimeZone(locale))).toBeDefined();
});

describe('formats', () => {
  const en = formatters('en', 'Europe/Warsaw');
  const pl = formatters('pl', 'Europe/Warsaw');
  const late = new Date('2026-03-28T23:30:00Z');

  test('an instant is shown in the time zone', () => {
    expect([en.day(late), pl.day(late)]).toEqual(['29 March 2026', '29 marca 2026']);
    expect(en.time(late)).toBe('00:30');
    expect(formatters('en', 'America/Los_Angeles').day(late)).toBe('28 March 2026');
    expect(pl.dateTime(late)).toContain('00:30');
  });

  test('a calendar date has no zone', () => {
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
      expect(formatters('en', zone).longDate('2026-03-29')).toMatch(/^Sunday,? 29 March 2026$/);
      expect(formatters('pl', zone).longDate('2026-03-29')).toBe('niedziela, 29 marca 2026');
    }
  });

  test.each([
    ['2026-03-29', 'today', 'dziś'],
    ['2026-03-30', 'tomorrow', 'jutro'],
    ['2026-03-28', 'yesterday', 'wczoraj'],
    ['2026-03-19', '10 days ago', '10 dni temu'],
    ['2026-04-19', 'in 3 weeks', 'za 3 tygodnie'],
    ['2025-12-29', '3 months ago', '3 miesiące temu'],
    ['2023-03-29', '3 years ago', '3 lata temu'],
  ])('%s is %s', (date, english, polish) => {
    expect([en.relative(date, '2026-03-29'), pl.relative(date, '2026-03-29')]).toEqual([english, polish]);
  });

  test('the days of an instant are counted in the time zone', () => {
    expect(en.ago(new Date('2026-03-28T22:30:00Z'), late)).toBe('yesterday');
    expect(en.ago(new Date('2026-03-28T23:01:00Z'), late)).toBe('today');
  });

  test('numbers are grouped as in each language', () => {
    expect([en.number(1234567), pl.number(1234567)]).toEqual(['1,234,567', '1\u00a0234\u00a0567']);
  });
});

test('on a page, "e-mail" does not break after its hyphen, and what comes from users stays as it is', () => {
  expect(translator('pl')('contacts.field.email')).toBe('E-mail');
  expect(pageTranslator('pl')('contacts.field.email')).toBe('E\u2011mail');
  expect(pageTranslator('pl')('history.record.title', { name: 'e-mail' })).toMatch(/e-mail$/);
});
