// The report as tables: for the terminal, and in Markdown for docs/performance.md.

import { limitShare, missedBudgets, slowdown } from './budgets.ts';
import { assumptions, estimateCost } from './cost.ts';
import type { PageResult, Report } from './report.ts';

type Column = [title: string, value: (result: PageResult) => string];

const speed: Column[] = [
  ['page', ({ name }) => name],
  ['contacts', ({ contacts }) => contacts.toLocaleString('en')],
  ['req/s', ({ product }) => product.perSecond.toFixed(0)],
  ['limit', ({ limit, byHand }) => limit.perSecond.toFixed(0) + (byHand ? '*' : '')],
  ['share', (result) => limitShare(result).toFixed(2)],
  ['stack', ({ stack }) => stack?.perSecond.toFixed(0) ?? ''],
  ['its share', ({ stack, limit }) => (stack ? (stack.perSecond / limit.perSecond).toFixed(2) : '')],
  ['pgbench', ({ tps }) => (tps ? tps.toFixed(0) : '–')],
  ['p50 ms', ({ product }) => product.p50.toFixed(1)],
  ['p97.5', ({ product }) => product.p97_5.toFixed(1)],
  ['p99', ({ product }) => product.p99.toFixed(1)],
  ['first', ({ firstMs }) => firstMs.toFixed(0)],
  ['limit p50', ({ limit }) => limit.p50.toFixed(1)],
];

const cost: Column[] = [
  ['page', ({ name }) => name],
  ['contacts', ({ contacts }) => contacts.toLocaleString('en')],
  ['node ms', ({ product }) => product.nodeMs.toFixed(2)],
  ['PostgreSQL ms', ({ product }) => product.postgresMs.toFixed(2)],
  ['limit node', ({ limit }) => limit.nodeMs.toFixed(2)],
  ['stack node', ({ stack }) => stack?.nodeMs.toFixed(2) ?? ''],
  ['limit PostgreSQL', ({ limit }) => limit.postgresMs.toFixed(2)],
  ['statements', ({ statements }) => statements.toFixed(1)],
  ['HTML', ({ weight }) => weight.html.toLocaleString('en')],
  ['compressed', ({ weight }) => weight.compressed.toLocaleString('en')],
  ['first view', ({ weight }) => weight.first.toLocaleString('en')],
  ['again', ({ weight }) => weight.again.toLocaleString('en')],
];

export function formatText(report: Report): string {
  return allTables(report, textTable);
}

export function formatMarkdown(report: Report): string {
  return allTables(report, markdownTable);
}

function allTables(report: Report, table: (rows: string[][]) => string): string {
  const { pages, memory, restartMs, bytesPerContact } = report;
  const missed = missedBudgets(report).map(({ page, what }) => [page, what]);
  const disk = Object.entries(bytesPerContact).map(([name, bytes]) => `${name} ${bytes}`);
  return [
    `${report.date}, ${report.machine}`,
    table(tableRows(speed, pages)),
    '`*`: hand-written SQL. Both servers are asked over 8 connections; times are in milliseconds.',
    table(tableRows(cost, pages)),
    table([['page', 'p50 of 200,000 / of 10,000'], ...slowdowns(pages)]),
    `Memory of the workers: ${memory.map((bytes) => `${Math.round(bytes / 1e6)} MB`).join(', ')}.`,
    `Start on the loaded database to the first page: ${restartMs === undefined ? 'not measured' : `${restartMs} ms`}.`,
    `Bytes on disk for each contact: ${disk.join(', ')}.`,
    costLine(report),
    missed.length === 0 ? 'No budget is missed.' : table([['missed by', 'what'], ...missed]),
  ].join('\n\n');
}

function costLine(report: Report): string {
  const cost = estimateCost(report);
  if (!cost) return 'Cost: not all pages of the mix were measured.';
  const { pagesASecond, cpuMsAPage, processors, gigabytes, euros } = cost;
  return [
    `${assumptions.owners.toLocaleString('en')} owners: ${pagesASecond.toFixed(1)} pages per second at the busiest`,
    `${cpuMsAPage.toFixed(1)} ms of CPU time per page`,
    `${processors.toFixed(2)} processors`,
    `${gigabytes.toFixed(1)} GB on disk`,
    `${euros.toFixed(2)} euros a month.`,
  ].join(', ');
}

function tableRows(columns: Column[], pages: PageResult[]): string[][] {
  return [columns.map(([title]) => title), ...pages.map((result) => columns.map(([, value]) => value(result)))];
}

function slowdowns(pages: PageResult[]): string[][] {
  return [...new Set(pages.map(({ name }) => name))].flatMap((name) => {
    const slower = slowdown(name, pages);
    return slower === undefined ? [] : [[name, slower.toFixed(2)]];
  });
}

function textTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_title, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  const aligned = (cell: string, n: number) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0));
  return rows.map((row) => row.map(aligned).join('  ')).join('\n');
}

function markdownTable([titles = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const ruler = titles.map((_title, n) => (n === 0 ? '---' : '---:'));
  return [titles, ruler, ...rows].map(line).join('\n');
}
