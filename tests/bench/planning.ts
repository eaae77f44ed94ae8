// Asks the product for each page once, through the recorder, and makes of it what the limit does.
import type pg from 'pg';
import { bestSql } from './bestSql.ts';
import type { Account } from './load.ts';
import type { BenchPage } from './pages.ts';
import { type PlannedPage, sidMark } from './plan.ts';
import { behindProxy } from './product.ts';
import { queryOf } from './query.ts';
import { type Recorder, type Statement, withoutTransactions } from './recorder.ts';
import { cookieOf, formCookie, sidOf } from './signedIn.ts';
import { cut, type Results } from './template.ts';

export interface Planned {
  page: PlannedPage;
  /** What the product sent, for pgbench. */
  sent: Statement[];
  /** Whether the limit sends what was written by hand. */
  byHand: boolean;
}

export function headersOf(page: BenchPage, account: Account): Record<string, string> {
  const cookies = page.signedIn ? [cookieOf(sidOf(account.userId)), formCookie] : [formCookie];
  return { ...behindProxy, accept: 'text/html', ...page.headers, cookie: cookies.join('; ') };
}

interface Asked {
  origin: string;
  recorder: Recorder;
  client: pg.Client;
}

export async function planPage(
  page: BenchPage,
  account: Account,
  { origin, recorder, client }: Asked,
): Promise<Planned> {
  const ask = () => fetch(origin + page.path(account), { headers: headersOf(page, account) });
  // Twice: the first may prepare what is used from then on.
  await (await ask()).arrayBuffer();
  recorder.take();
  const response = await ask();
  const html = await response.text();
  if (response.status !== 200) throw new Error(`${page.name} is answered with ${response.status}.`);
  const sent = withoutTransactions(recorder.take());
  const session = sent.find(({ text }) => /\bsession\b/.test(text));
  const own = sent.filter((statement) => statement !== session);
  const statements = await quickest(client, page, account, own);
  const template = cut(html, await resultsOf(client, statements));
  const type = response.headers.get('content-type') ?? '';
  const read = session && marked(session, sidOf(account.userId));
  return {
    page: { session: read, statements, template, type, creates: page.creates ?? false },
    sent,
    byHand: statements !== own,
  };
}

/** The product's own statements, or what is written by hand, after the user where that is a statement of its own. */
async function quickest(client: pg.Client, page: BenchPage, account: Account, own: Statement[]): Promise<Statement[]> {
  const best = bestSql(page, account);
  if (!best) return own;
  const user = own.filter(({ text }) => /\bfrom users\b/i.test(text));
  // Planned once for all values, or each time for these.
  const ways = [own, [...user, best], [...user, { ...best, prepared: false }]];
  const times: number[] = [];
  for (const way of ways) times.push(await timeOf(client, way));
  return ways[times.indexOf(Math.min(...times))] as Statement[];
}

/** PostgreSQL plans anew the first five times. */
const unseen = 6;
const tries = 7;

/** Milliseconds of the quickest of some tries. */
async function timeOf(client: pg.Client, statements: Statement[]): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < unseen + tries; n++) {
    const started = performance.now();
    await resultsOf(client, statements);
    times.push(performance.now() - started);
  }
  return Math.min(...times.slice(unseen));
}

async function resultsOf(client: pg.Client, statements: Statement[]): Promise<Results> {
  const results: Results = [];
  for (const statement of statements) results.push((await client.query<unknown[]>(queryOf(statement))).rows);
  return results;
}

function marked({ values, ...statement }: Statement, sid: string): Statement {
  return { ...statement, values: values.map((value) => (value === sid ? sidMark : value)) };
}
