// Product and limit in turns, so that what else the machine does hits both.
import type { Job } from './bench.ts';
import type { BenchDatabase } from './database.ts';
import { type Figures, figuresOf } from './figures.ts';
import { askOnce, fire, type Load, type Measured, measure, statementsOf } from './measure.ts';
import { contactForm } from './newContacts.ts';
import { findPgbench, pgbench } from './pgbench.ts';
import { headersOf } from './planning.ts';
import type { PageResult } from './report.ts';
import type { Running } from './running.ts';
import { weigh } from './wireWeight.ts';

export interface Sides {
  product: Running;
  limit: Running;
  /** The limit behind the libraries of the specification. */
  stack: Running;
}

const turns = 2;

interface How {
  seconds: number;
  warmUpSeconds: number;
  folder: string;
}

export async function comparePage(job: Job, sides: Sides, database: BenchDatabase, how: How): Promise<PageResult> {
  const { page, account, planned } = job;
  const load = await loadOf(job, sides.product);
  const firstMs = await timeOnce(sides.product, load);
  const all = withStack(job) ? [sides.product, sides.limit, sides.stack] : [sides.product, sides.limit];
  for (const side of all) await fire(side.origin, load, how.warmUpSeconds);
  const measured: Measured[][] = all.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [n, side] of all.entries()) measured[n]?.push(await measure(side, load, how.seconds / turns, database));
  }
  const [product, limit, stack] = measured.map(figuresOf) as [Figures, Figures, Figures | undefined];
  const { name, atLeast, creates = false } = page;
  const result = {
    ...{ name, contacts: account.contacts, atLeast, creates, product, limit, stack, firstMs },
    statements: await statementsOf(sides.product, load, database),
    limitBytes: (await (await askOnce(sides.limit, load)).arrayBuffer()).byteLength,
    byHand: planned.byHand,
    tps: creates ? undefined : await tpsOf(job, database.url, how),
    weight: await weigh(sides.product.origin, load.path, load.headers),
  };
  const speeds = [product, limit, stack].flatMap((side) => (side ? [side.perSecond.toFixed(0)] : []));
  console.log(`${name}, ${account.contacts}: ${speeds.join(' of ')} a second`);
  return result;
}

/** Once for each page; the libraries cost the same in every account. */
function withStack({ page, account }: Job): boolean {
  return account.contacts === 10_000 && !page.creates && page.atLeast !== undefined;
}

async function timeOnce(side: Running, load: Load): Promise<number> {
  const started = performance.now();
  await (await askOnce(side, load)).arrayBuffer();
  return performance.now() - started;
}

async function loadOf({ page, account }: Job, product: Running): Promise<Load> {
  const load = { path: page.path(account), headers: headersOf(page, account), expects: 200 };
  if (!page.creates) return load;
  return { ...load, expects: 303, setupRequest: await contactForm(product, account.userId) };
}

async function tpsOf({ planned }: Job, url: string, { seconds, folder }: How): Promise<number | undefined> {
  const program = findPgbench();
  if (!program || planned.sent.length === 0) return undefined;
  return pgbench(program, url, planned.sent, Math.ceil(seconds / turns), folder);
}
