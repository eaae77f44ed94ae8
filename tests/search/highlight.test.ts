import { describe, expect, test } from 'vitest';
import { searchWords } from '../../src/db/sql/searchWords.ts';
import { highlight, snippet } from '../../src/search/highlight.ts';
import { growthOf, maxGrowth } from '../support/growth.ts';

/** Hits in brackets. */
const shown = (pieces: { text: string; hit: boolean }[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const mark = (text: string, search: string) => shown(highlight(text, searchWords(search)));
const cut = (text: string, search: string) => shown(snippet(text, searchWords(search)));

describe('highlighting', () => {
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
  test('of a short text is the whole text', () => {
    expect(cut('Pytał o dębowy stół.', 'debowy')).toBe('Pytał o [dębowy] stół.');
  });

  test('of a long text is the part around the first hit, in whole words', () => {
    const text = cut(`${'słowo '.repeat(100)}dąb ${'koniec '.repeat(100)}`, 'dab');
    expect(text).toMatch(/^…słowo (słowo )+\[dąb\] (koniec )+koniec…$/);
    expect(text.length).toBeLessThan(240);
  });

  test('joins lines', () => {
    expect(cut('raz\n\n  dwa\ttrzy', 'trzy')).toBe('raz dwa [trzy]');
  });

  test('splits no surrogate pair and keeps the hit in a very long word', () => {
    const text = cut(`${'🦄'.repeat(300)}dąb${'🦄'.repeat(300)}`, 'dab');
    expect(text).toContain('[dąb]');
    // Half a surrogate pair cannot be encoded.
    expect(() => encodeURIComponent(text)).not.toThrow();
  });

  test('takes time in proportion to the text, however many hits it has', () => {
    const often = (size: number) => cut('a '.repeat(size), 'a '.repeat(100));
    expect(growthOf(often, 20_000)).toBeLessThan(maxGrowth);
    expect(searchWords('Ą a a ą b')).toEqual(['a', 'b']);
    expect(cut(`${'x '.repeat(5_000)}ß. Straße`, 'strasse')).toMatch(/^….*x ß\. \[Straße\]$/);
  });

  test('takes time in proportion to the length of the text', () => {
    expect(growthOf((size) => cut('Zażółć gęślą jaźń. '.repeat(size), 'jazn'), 4_000)).toBeLessThan(maxGrowth);
  });
});
