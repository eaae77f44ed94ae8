import { describe, expect, test } from 'vitest';
import { searchWords } from '../../src/db/sql/searchWords.ts';
import { marked, snippet } from '../../src/search/highlight.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';

/** Hits in brackets. */
const shown = (pieces: { text: string; hit: boolean }[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const mark = (text: string, search: string) => shown(marked(text, searchWords(search)));
const cut = (text: string, search: string) => shown(snippet(text, searchWords(search)));

describe('marks', () => {
  test.each([
    ['Jan Kowalski', 'kow', 'Jan [Kow]alski'],
    ['Łukasz Żółty', 'zolty lukasz', '[Łukasz] [Żółty]'],
    ['Z\u0307o\u0301łty', 'zolty', '[Z\u0307o\u0301łty]'],
    ['Straße 5', 'strasse', '[Straße] 5'],
    ['ananas', 'ana', '[ana]nas'],
    ['ananas', 'ana nas', '[ananas]'],
    ['a.b', '.', 'a[.]b'],
    ['👩‍👩‍👧 Ewa', 'ewa', '👩‍👩‍👧 [Ewa]'],
    ['Jan', 'x', 'Jan'],
    ['', 'x', ''],
    ['Jan', '', 'Jan'],
  ])('%s, searched for %s', (text, search, expected) => {
    expect(mark(text, search)).toBe(expected);
  });
});

describe('a snippet', () => {
  test('of a short text is all of it', () => {
    expect(cut('Pytał o dębowy stół.', 'debowy')).toBe('Pytał o [dębowy] stół.');
  });

  test('of a long text is what stands around the first hit, in whole words', () => {
    const text = cut(`${'słowo '.repeat(100)}dąb ${'koniec '.repeat(100)}`, 'dab');
    expect(text).toMatch(/^…słowo (słowo )+\[dąb\] (koniec )+koniec…$/);
    expect(text.length).toBeLessThan(240);
  });

  test('of several lines is one', () => {
    expect(cut('raz\n\n  dwa\ttrzy', 'trzy')).toBe('raz dwa [trzy]');
  });

  test('does not break a letter that takes two units, nor lose the hit in a word without end', () => {
    const text = cut(`${'🦄'.repeat(300)}dąb${'🦄'.repeat(300)}`, 'dab');
    expect(text).toContain('[dąb]');
    // Half a letter cannot be written as part of an address.
    expect(() => encodeURIComponent(text)).not.toThrow();
  });

  test('looks for the first hit only, however many there are, and for each word once', () => {
    const often = (size: number) => cut('a '.repeat(size), 'a '.repeat(100));
    expect(growthOf(often, 20_000)).toBeLessThan(mostGrowth);
    expect(searchWords('Ą a a ą b')).toEqual(['a', 'b']);
    expect(cut(`${'x '.repeat(5_000)}ß. Straße`, 'strasse')).toMatch(/^….*x ß\. \[Straße\]$/);
  });

  test('of a text takes no more than its length', () => {
    expect(growthOf((size) => cut('Zażółć gęślą jaźń. '.repeat(size), 'jazn'), 4_000)).toBeLessThan(mostGrowth);
  });
});
