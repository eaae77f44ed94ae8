// What issue and documentation promise, and whether this run keeps it.
import type { PageResult, Report } from './report.ts';

interface Miss {
  page: string;
  what: string;
}

/** Of 200,000 to 10,000 contacts. */
const mostSlower = 1.5;
const mostStatements = 4;
const mostHtml = 40_000;
const mostCompressed = 8_000;
const mostFirst = 90_000;
const mostAgain = 10_000;
const mostMemory = 180_000_000;
const mostRestartMs = 3_000;

/** Of the limit's requests a second. */
export function shareOf({ product, limit }: PageResult): number {
  return product.perSecond / limit.perSecond;
}

/** How much longer the page takes with the most contacts than with the middle number; undefined when not both are known. */
export function slowdownOf(name: string, results: PageResult[]): number | undefined {
  const middle = results.find((result) => result.name === name && result.contacts === 10_000);
  const most = results.find((result) => result.name === name && result.contacts === 200_000);
  return middle && most && most.product.p50 / middle.product.p50;
}

export function misses(report: Report): Miss[] {
  return [...report.pages.flatMap((result) => missesOf(result)), ...growth(report.pages), ...ofTheWhole(report)];
}

function missesOf(result: PageResult): Miss[] {
  const { product, limit, weight, atLeast, creates, statements } = result;
  const page = `${result.name}, ${result.contacts}`;
  const isList = result.name.startsWith('list');
  return listed(page, [
    [product.failed + limit.failed > 0, `${product.failed} and ${limit.failed} answers failed`],
    // Not the other way round: of nothing that was answered there is no share.
    [
      atLeast !== undefined && !(shareOf(result) >= atLeast),
      `${shareOf(result).toFixed(2)} of the limit, not ${atLeast}`,
    ],
    [!creates && statements > mostStatements + 0.05, `${statements.toFixed(1)} statements`],
    [isList && weight.html >= mostHtml, `${weight.html} bytes of HTML`],
    [isList && weight.compressed >= mostCompressed, `${weight.compressed} bytes of compressed HTML`],
    [weight.first >= mostFirst, `${weight.first} bytes at first view`],
    [weight.again >= mostAgain, `${weight.again} bytes at a repeat view`],
    [!creates && Math.abs(result.limitBytes / weight.html - 1) > 0.01, `the limit writes ${result.limitBytes} bytes`],
  ]);
}

function growth(results: PageResult[]): Miss[] {
  const names = [...new Set(results.map(({ name }) => name))];
  return names.flatMap((name) => {
    const slower = slowdownOf(name, results) ?? 1;
    return listed(name, [[!(slower <= mostSlower), `${slower.toFixed(2)} times the p50 with 200,000 contacts`]]);
  });
}

function ofTheWhole({ memory, restartMs }: Report): Miss[] {
  const most = Math.max(...memory);
  return listed('the whole', [
    [most >= mostMemory, `${Math.round(most / 1e6)} MB of memory in a worker`],
    [(restartMs ?? 0) >= mostRestartMs, `${restartMs} ms from the start to the first page`],
  ]);
}

function listed(page: string, checks: [missed: boolean, what: string][]): Miss[] {
  return checks.filter(([missed]) => missed).map(([, what]) => ({ page, what }));
}
