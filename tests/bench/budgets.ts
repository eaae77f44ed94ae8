// The performance budgets of docs/performance.md, and which of them a run misses.
import type { PageResult, Report } from './report.ts';

interface MissedBudget {
  page: string;
  what: string;
}

const maxStatements = 4;
const maxHtml = 40_000;
const maxCompressed = 8_000;
const maxFirstView = 90_000;
const maxRepeatView = 10_000;
/** Of a worker on a machine with room; docs/performance.md says what it takes on a small one. */
const maxMemory = 400_000_000;
/** Of the p99 to the p50. */
const maxSpread = 2.5;
const maxRestartMs = 3_000;

/** The product's share of the limit's requests per second. */
export function limitShare({ product, limit }: PageResult): number {
  return product.perSecond / limit.perSecond;
}

/** The p50 with 200,000 contacts as a multiple of that with 10,000; undefined unless both were measured. */
export function slowdown(name: string, results: PageResult[]): number | undefined {
  const middle = results.find((result) => result.name === name && result.contacts === 10_000);
  const most = results.find((result) => result.name === name && result.contacts === 200_000);
  return middle && most && most.product.p50 / middle.product.p50;
}

export function missedBudgets(report: Report): MissedBudget[] {
  return [...report.pages.flatMap((result) => missedByPage(result)), ...growth(report.pages), ...missedByRun(report)];
}

function missedByPage(result: PageResult): MissedBudget[] {
  const { product, limit, weight, creates, statements } = result;
  const page = `${result.name}, ${result.contacts}`;
  const isList = result.name.startsWith('list');
  return listMissed(page, [
    [product.failed + limit.failed > 0, `${product.failed} and ${limit.failed} answers failed`],
    // Negated, so that NaN (nothing was answered) counts as missed.
    [!(product.p99 <= maxSpread * product.p50), `p99 ${(product.p99 / product.p50).toFixed(1)} times p50`],
    [!creates && statements > maxStatements + 0.05, `${statements.toFixed(1)} statements`],
    [isList && weight.html >= maxHtml, `${weight.html} bytes of HTML`],
    [isList && weight.compressed >= maxCompressed, `${weight.compressed} bytes of compressed HTML`],
    [weight.first >= maxFirstView, `${weight.first} bytes at first view`],
    [weight.again >= maxRepeatView, `${weight.again} bytes at a repeat view`],
    [!creates && Math.abs(result.limitBytes / weight.html - 1) > 0.01, `the limit writes ${result.limitBytes} bytes`],
  ]);
}

/** Of the p50 with 200,000 contacts to that with 10,000. The middle of a list is counted off. */
function maxSlowdown(page: string): number {
  if (page.endsWith('-middle')) return 4;
  return /^(list|search|quick|palette)/.test(page) ? 2.5 : 1.5;
}

function growth(results: PageResult[]): MissedBudget[] {
  const names = [...new Set(results.map(({ name }) => name))];
  return names.flatMap((name) => {
    const slower = slowdown(name, results) ?? 1;
    return listMissed(name, [
      [!(slower <= maxSlowdown(name)), `${slower.toFixed(2)} times the p50 with 200,000 contacts`],
    ]);
  });
}

function missedByRun({ memory, restartMs }: Report): MissedBudget[] {
  const most = Math.max(...memory);
  return listMissed('the run', [
    [most >= maxMemory, `${Math.round(most / 1e6)} MB of memory in a worker`],
    [(restartMs ?? 0) >= maxRestartMs, `${restartMs} ms from the start to the first page`],
  ]);
}

function listMissed(page: string, checks: [missed: boolean, what: string][]): MissedBudget[] {
  return checks.filter(([missed]) => missed).map(([, what]) => ({ page, what }));
}
