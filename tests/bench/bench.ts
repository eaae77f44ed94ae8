// A run: load the database, plan each page, start the servers, measure them in turns, stop.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asset } from '../../src/http/assets.ts';
import { comparePage, type Servers } from './compare.ts';
import { type BenchDatabase, bytesPerContact, startDatabase } from './database.ts';
import type { Account } from './load.ts';
import { type LoadedDatabase, openLoadedDatabase } from './loaded.ts';
import { removeNewContacts, spareSessions } from './newContacts.ts';
import type { Options } from './options.ts';
import { type BenchPage, benchPages, selectPages } from './pages.ts';
import { planKey } from './plan.ts';
import { type PlanResult, planPage } from './planning.ts';
import { residentBytes } from './processes.ts';
import { startProduct } from './product.ts';
import { startRecorder } from './recorder.ts';
import type { Report } from './report.ts';
import { timeRestart } from './restart.ts';
import { type RunningServer, startServer } from './server.ts';
import { userSid, writeSessions } from './sessions.ts';

export type Job = { page: BenchPage; account: Account; planned: PlanResult };

const workers = 2;

export async function bench(options: Options): Promise<Omit<Report, 'machine' | 'date'>> {
  const loaded = await openLoadedDatabase(options.keep);
  try {
    const measured = await withDatabase(loaded, (database) => measureAll(database, loaded, options));
    const largest = loaded.accounts.at(-1) as Account;
    const restartMs = options.restart ? await timeRestart(loaded.folder, options.port, largest) : undefined;
    return { ...measured, restartMs };
  } finally {
    loaded.remove();
  }
}

async function withDatabase<T>(
  { folder, accounts }: LoadedDatabase,
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const database = await startDatabase(folder);
  try {
    const owner = accounts[1]?.userId ?? 1;
    await writeSessions(database.client, accounts.length, { owner, count: spareSessions });
    return await work(database);
  } finally {
    await removeNewContacts(database.client);
    await database.stop();
  }
}

async function measureAll(database: BenchDatabase, { folder, accounts }: LoadedDatabase, options: Options) {
  const jobs = await planAll(database, accounts, options);
  const plan = join(folder, 'limit.json');
  writeFileSync(plan, JSON.stringify(Object.fromEntries(jobs.flatMap(plannedByKey))));
  const sides = await startSides(database, plan, options.port);
  try {
    const pages = [];
    for (const job of jobs) pages.push(await comparePage(job, sides, database, { ...options, folder }));
    const memory = sides.product.workers().map(residentBytes);
    return { pages, memory, bytesPerContact: await bytesPerContact(database.client) };
  } finally {
    await Promise.all(Object.values(sides).map((side: RunningServer) => side.stop()));
  }
}

/** Requests each page of each account once from a product whose statements are recorded. */
async function planAll(database: BenchDatabase, accounts: Account[], { only, port }: Options): Promise<Job[]> {
  const recorder = await startRecorder(database.url);
  const product = await startProduct(recorder.url, port, 1);
  const jobs: Job[] = [];
  try {
    for (const page of selectPages(benchPages(asset('css/app.css')), only)) {
      for (const account of accounts.filter(({ contacts }) => isMeasured(page, contacts))) {
        const asked = { origin: product.origin, recorder, client: database.client };
        jobs.push({ page, account, planned: await planPage(page, account, asked) });
      }
    }
    return jobs;
  } finally {
    await product.stop();
    recorder.close();
  }
}

function isMeasured({ small, signedIn, creates }: BenchPage, contacts: number): boolean {
  if (creates || !signedIn) return contacts === 10_000;
  return contacts > 1_000 || small === true;
}

function plannedByKey({ page, account, planned }: Job) {
  const fragment = page.headers?.['x-fragment'];
  // A form is sent from many sessions, so its plan is not bound to one.
  const of = page.creates || !page.signedIn ? { fragment } : { fragment, sid: userSid(account.userId) };
  return [[planKey(page.creates ? 'POST' : 'GET', page.path(account), of), planned.page]] as const;
}

async function startSides(database: BenchDatabase, plan: string, port: number): Promise<Servers> {
  const product = await startProduct(database.url, port, workers);
  const settings = { DATABASE_URL: database.url, PLAN: plan, WORKERS: String(workers) };
  const beside = (name: string, nth: number) =>
    startServer(['--import', 'tsx', `tests/bench/${name}.ts`], port + nth, settings, '/readyz');
  return { product, limit: await beside('limit', 1), stack: await beside('stack', 2) };
}
