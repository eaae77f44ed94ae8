// Measures product and limit in turns, so that other load on the machine affects both.
import type { Job } from './bench.ts';
import type { BenchDatabase } from './database.ts';
import { type Figures, summarizeTurns } from './figures.ts';
import { type Measurement, measure, requestOnce, runLoad, statementsPerRequest, type Workload } from './measure.ts';
import { contactFormRequests } from './newContacts.ts';
import { findPgbench, pgbench } from './pgbench.ts';
import { requestHeaders } from './planning.ts';
import type { PageResult } from './report.ts';
import type { RunningServer } from './server.ts';
import { weighPage } from './wireWeight.ts';

export interface Servers {
  product: RunningServer;
  limit: RunningServer;
  /** The limit behind the libraries that the specification names. */
  stack: RunningServer;
}

const turns = 2;

interface CompareOptions {
  seconds: number;
  warmUpSeconds: number;
  folder: string;
}

export async function comparePage(
  job: Job,
  sides: Servers,
  database: BenchDatabase,
  how: CompareOptions,
): Promise<PageResult> {
  const { page, account, planned } = job;
  const load = await workloadFor(job, sides.product);
  const firstMs = await timeOnce(sides.product, load);
  const all = includesStack(job) ? [sides.product, sides.limit, sides.stack] : [sides.product, sides.limit];
  for (const side of all) await runLoad(side.origin, load, how.warmUpSeconds);
  const measured: Measurement[][] = all.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [n, side] of all.entries()) measured[n]?.push(await measure(side, load, how.seconds / turns, database));
  }
  const [product, limit, stack] = measured.map(summarizeTurns) as [Figures, Figures, Figures | undefined];
  const { name, creates = false } = page;
  const result = {
    ...{ name, contacts: account.contacts, creates, product, limit, stack, firstMs },
    statements: await statementsPerRequest(sides.product, load, database),
    limitBytes: (await (await requestOnce(sides.limit, load)).arrayBuffer()).byteLength,
    byHand: planned.byHand,
    tps: creates ? undefined : await measureTps(job, database.url, how),
    weight: await weighPage(sides.product.origin, load.path, load.headers),
  };
  const speeds = [product, limit, stack].flatMap((side) => (side ? [side.perSecond.toFixed(0)] : []));
  console.log(`${name}, ${account.contacts}: ${speeds.join(' of ')} per second`);
  return result;
}

/** The libraries cost the same in every account, so the stack is measured in one. */
function includesStack({ page, account }: Job): boolean {
  return account.contacts === 10_000 && !page.creates && !page.isFile;
}

async function timeOnce(side: RunningServer, load: Workload): Promise<number> {
  const started = performance.now();
  await (await requestOnce(side, load)).arrayBuffer();
  return performance.now() - started;
}

async function workloadFor({ page, account }: Job, product: RunningServer): Promise<Workload> {
  const load = { path: page.path(account), headers: requestHeaders(page, account), expects: 200 };
  if (!page.creates) return load;
  return { ...load, expects: 303, setupRequest: await contactFormRequests(product, account.userId) };
}

async function measureTps(
  { planned }: Job,
  url: string,
  { seconds, folder }: CompareOptions,
): Promise<number | undefined> {
  const program = findPgbench();
  if (!program || planned.sent.length === 0) return undefined;
  return pgbench(program, url, planned.sent, Math.ceil(seconds / turns), folder);
}
