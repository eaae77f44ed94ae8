import { describe, expect, it } from 'vitest';
import { limitShare, missedBudgets, slowdown } from './budgets.ts';
import type { PageResult, Report } from './report.ts';

const figures = { perSecond: 100, p50: 10, p97_5: 20, p99: 24, nodeMs: 1, postgresMs: 1, failed: 0 };
const weight = { html: 30_000, compressed: 5_000, first: 80_000, again: 6_000 };

function pageResult(change: Partial<PageResult> = {}): PageResult {
  const [product, limit] = [figures, { ...figures, perSecond: 150 }];
  const what = {
    name: 'list',
    contacts: 10_000,
    creates: false,
    byHand: false,
    tps: 1,
    statements: 4,
    firstMs: 9,
    stack: undefined,
  };
  return { ...what, product, limit, limitBytes: 30_000, weight, ...change };
}

function report(change: Partial<Report> = {}): Report {
  const usual = {
    machine: '',
    date: '',
    pages: [pageResult()],
    memory: [170e6],
    restartMs: 2_000,
    bytesPerContact: {},
  };
  return { ...usual, ...change };
}

describe('the budgets', () => {
  it('are met by a run within all bounds', () => {
    expect(missedBudgets(report())).toEqual([]);
  });

  it.each<[string, Partial<PageResult>]>([
    ['answers that come late now and then', { product: { ...figures, p99: 26 } }],
    ['no answer', { product: { ...figures, perSecond: 0, p50: Number.NaN } }],
    ['a failed answer', { product: { ...figures, failed: 1 } }],
    ['too many statements', { statements: 5 }],
    ['too much HTML', { weight: { ...weight, html: 40_000 }, limitBytes: 40_000 }],
    ['too much compressed HTML', { weight: { ...weight, compressed: 8_000 } }],
    ['a heavy first view', { weight: { ...weight, first: 90_000 } }],
    ['a heavy repeat view', { weight: { ...weight, again: 10_000 } }],
    ['a limit that sends another page', { limitBytes: 29_000 }],
  ])('are missed by %s', (_what, change) => {
    expect(missedBudgets(report({ pages: [pageResult(change)] }))).toHaveLength(1);
  });

  it('are missed by memory and by a slow start', () => {
    expect(missedBudgets(report({ memory: [100e6, 401e6] }))).toHaveLength(1);
    expect(missedBudgets(report({ restartMs: 3_001 }))).toHaveLength(1);
    expect(missedBudgets(report({ restartMs: undefined }))).toEqual([]);
  });

  it.each([
    ['tasks', 1.5],
    ['list', 2.5],
    ['search-rare', 2.5],
    ['list-middle', 4],
  ])('are missed by %s when it slows down with the account more than %d times', (name, max) => {
    const pages = (slower: number) => [
      pageResult({ name }),
      pageResult({ name, contacts: 200_000, product: { ...figures, p50: 10 * slower, p99: 24 * slower } }),
    ];
    expect(missedBudgets(report({ pages: pages(max) }))).toEqual([]);
    expect(missedBudgets(report({ pages: pages(max + 0.01) }))).toEqual([
      { page: name, what: `${(max + 0.01).toFixed(2)} times the p50 with 200,000 contacts` },
    ]);
  });
});

it('the share compares requests per second, the slowdown p50', () => {
  expect(limitShare(pageResult())).toBeCloseTo(0.667, 3);
  expect(slowdown('list', [pageResult()])).toBeUndefined();
});
