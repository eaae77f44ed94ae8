import { describe, expect, test } from 'vitest';
import { foldedPreview, groupByDay, isEdited } from '../../src/interactions/timeline.ts';

const at = (iso: string) => ({ occurred_at: new Date(iso) });

describe('grouping by day', () => {
  // 23:30 and 00:30 in Warsaw, an hour apart and on two days; in UTC one day.
  const rows = [at('2026-07-10T22:30:00Z'), at('2026-07-10T21:30:00Z'), at('2026-07-10T08:00:00Z')];

  test('puts each row under its day in the time zone of the user', () => {
    const days = groupByDay(rows, 'Europe/Warsaw').map(({ date, rows: { length } }) => [date, length]);
    expect(days).toEqual([
      ['2026-07-11', 1],
      ['2026-07-10', 2],
    ]);
    expect(groupByDay(rows, 'UTC').map(({ date }) => date)).toEqual(['2026-07-10']);
    expect(groupByDay(rows, 'Pacific/Auckland').map(({ date }) => date)).toEqual(['2026-07-11', '2026-07-10']);
  });

  test('gives no days without rows', () => {
    expect(groupByDay([], 'UTC')).toEqual([]);
  });
});

describe('the preview of a long text', () => {
  const textOf = (text: string) =>
    foldedPreview(text)
      ?.map((piece) => piece.text)
      .join('');

  test('is undefined for a short text', () => {
    expect(foldedPreview('')).toBeUndefined();
    expect(foldedPreview('a word '.repeat(60))).toBeUndefined();
    expect(foldedPreview('one\ntwo\nthree\nfour\nfive')).toBeUndefined();
  });

  test('ends between words, without punctuation at the cut', () => {
    const start = textOf('some words, '.repeat(100)) ?? '';
    expect(start.length).toBeGreaterThan(380);
    expect(start.length).toBeLessThanOrEqual(420);
    expect(start).toMatch(/words$/);
  });

  test('ends after eight lines', () => {
    expect(textOf(Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n'))).toMatch(/line 7$/);
  });

  test('cuts an endless word, but never a surrogate pair', () => {
    expect(textOf('x'.repeat(20_000))).toBe('x'.repeat(420));
    const emoji = textOf(`y${'🌲'.repeat(1000)}`) ?? '';
    expect(emoji).not.toMatch(/[\ud800-\udbff]$/);
  });

  test('keeps links, and leaves out a link that does not fit', () => {
    const early = foldedPreview(`See https://example.com/a and ${'word '.repeat(200)}`) ?? [];
    expect(early.find(({ href }) => href)).toEqual({ text: 'https://example.com/a', href: 'https://example.com/a' });
    const late =
      foldedPreview(`${'word '.repeat(80)}https://example.com/${'b'.repeat(900)} ${'word '.repeat(80)}`) ?? [];
    expect(late.some(({ href }) => href)).toBe(false);
    expect(late.map(({ text }) => text).join('')).not.toContain('example.com');
  });
});

test('an interaction is edited when it was changed more than a second after its creation', () => {
  const created_at = new Date('2026-01-01T10:00:00Z');
  expect(isEdited({ created_at, updated_at: new Date('2026-01-01T10:00:00.900Z') })).toBe(false);
  expect(isEdited({ created_at, updated_at: new Date('2026-01-01T10:00:05Z') })).toBe(true);
});
