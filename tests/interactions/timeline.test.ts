import { describe, expect, test } from 'vitest';
import { foldedPreview, groupByDay, isEdited } from '../../src/interactions/timeline.ts';

const at = (iso: string) => ({ occurred_at: new Date(iso) });

describe('by day', () => {
  // 23:30 and 00:30 in Warsaw, an hour apart and on two days; in UTC one day.
  const rows = [at('2026-07-10T22:30:00Z'), at('2026-07-10T21:30:00Z'), at('2026-07-10T08:00:00Z')];

  test('each row stands under the day on which it happened for the user', () => {
    const days = groupByDay(rows, 'Europe/Warsaw').map(({ date, rows: { length } }) => [date, length]);
    expect(days).toEqual([
      ['2026-07-11', 1],
      ['2026-07-10', 2],
    ]);
    expect(groupByDay(rows, 'UTC').map(({ date }) => date)).toEqual(['2026-07-10']);
    expect(groupByDay(rows, 'Pacific/Auckland').map(({ date }) => date)).toEqual(['2026-07-11', '2026-07-10']);
  });

  test('nothing has no days', () => {
    expect(groupByDay([], 'UTC')).toEqual([]);
  });
});

describe('the beginning of a text', () => {
  const textOf = (text: string) =>
    foldedPreview(text)
      ?.map((piece) => piece.text)
      .join('');

  test('a short one stands open', () => {
    expect(foldedPreview('')).toBeUndefined();
    expect(foldedPreview('a word '.repeat(60))).toBeUndefined();
    expect(foldedPreview('one\ntwo\nthree\nfour\nfive')).toBeUndefined();
  });

  test('a long one is cut between words, without what stood at the cut', () => {
    const start = textOf('some words, '.repeat(100)) ?? '';
    expect(start.length).toBeGreaterThan(380);
    expect(start.length).toBeLessThanOrEqual(420);
    expect(start).toMatch(/words$/);
  });

  test('one of many short lines is cut after eight', () => {
    expect(textOf(Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n'))).toMatch(/line 7$/);
  });

  test('a word without end is cut, but not through a letter of two units', () => {
    expect(textOf('x'.repeat(20_000))).toBe('x'.repeat(420));
    const emoji = textOf(`y${'🌲'.repeat(1000)}`) ?? '';
    expect(emoji).not.toMatch(/[\ud800-\udbff]$/);
  });

  test('links stay links, and one that does not fit is left out whole', () => {
    const early = foldedPreview(`See https://example.com/a and ${'word '.repeat(200)}`) ?? [];
    expect(early.find(({ href }) => href)).toEqual({ text: 'https://example.com/a', href: 'https://example.com/a' });
    const late = foldedPreview(`${'word '.repeat(80)}https://example.com/${'b'.repeat(900)} ${'word '.repeat(80)}`) ?? [];
    expect(late.some(({ href }) => href)).toBe(false);
    expect(late.map(({ text }) => text).join('')).not.toContain('example.com');
  });
});

test('edited is what was changed more than a second after it was written down', () => {
  const created_at = new Date('2026-01-01T10:00:00Z');
  expect(isEdited({ created_at, updated_at: new Date('2026-01-01T10:00:00.900Z') })).toBe(false);
  expect(isEdited({ created_at, updated_at: new Date('2026-01-01T10:00:05Z') })).toBe(true);
});
