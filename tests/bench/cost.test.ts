import { expect, it } from 'vitest';
import { estimateCost } from './cost.ts';
import type { PageResult } from './report.ts';

const names = 'list,list-middle,search-rare,palette-rare,contact-1000,dashboard,tasks,form,create'.split(',');
const pages = names.map((name) => ({ name, contacts: 10_000, product: { nodeMs: 6, postgresMs: 4 } }) as PageResult);

it('adds up the cost of pages and contacts', () => {
  const cost = estimateCost({ pages, bytesPerContact: { contacts: 2_000, tasks: 500 } });
  expect(cost?.cpuMsAPage).toBeCloseTo(10);
  // 1,000 owners × 60 pages × 0.7 in four hours; each 10 ms, on half-busy processors.
  expect(cost?.pagesASecond).toBeCloseTo(2.917, 3);
  expect(cost?.processors).toBeCloseTo(0.0583, 4);
  expect(cost?.gigabytes).toBeCloseTo(5);
  expect(cost?.euros).toBeCloseTo(0.583 + 1, 3);
});

it('is undefined when a page was not measured', () => {
  expect(estimateCost({ pages: pages.slice(1), bytesPerContact: {} })).toBeUndefined();
});
