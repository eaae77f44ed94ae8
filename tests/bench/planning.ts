// Requests a page from the product through the recorder, and derives from it what the limit does.
import type pg from 'pg';
import { bestSql } from './bestSql.ts';
import type { Account } from './load.ts';
import type { BenchPage } from './pages.ts';
import { type PlannedPage, sidPlaceholder } from './plan.ts';
import { proxyHeaders } from './product.ts';
import { toQuery } from './query.ts';
import { type Recorder, type Statement, withoutTransactions } from './recorder.ts';
import { csrfCookie, sessionCookie, userSid } from './sessions.ts';
import { cutTemplate, type Results } from './template.ts';

export interface PlanResult {
  page: PlannedPage;
  /** The product's statements, for pgbench. */
  sent: Statement[];
  /** Whether the limit sends hand-written SQL. */
  byHand: boolean;
}

export function requestHeaders(page: BenchPage, account: Account): Record<string, string> {
  const cookies = page.signedIn ? [sessionCookie(userSid(account.userId)), csrfCookie] : [csrfCookie];
  return { ...proxyHeaders, accept: 'text/html', ...page.headers, cookie: cookies.join('; ') };
}

interface PlanSource {
  origin: string;
  recorder: Recorder;
  client: pg.Client;
}

export async function planPage(
  page: BenchPage,
  account: Account,
  { origin, recorder, client }: PlanSource,
): Promise<PlanResult> {
  const ask = () => fetch(origin + page.path(account), { headers: requestHeaders(page, account) });
  // The first request may fill caches, so the second one is recorded.
  await (await ask()).arrayBuffer();
  recorder.take();
  const response = await ask();
  const html = await response.text();
  if (response.status !== 200) throw new Error(`${page.name} answered ${response.status}.`);
  const sent = withoutTransactions(recorder.take());
  const session = sent.find(({ text }) => /\bsession\b/.test(text));
  const own = sent.filter((statement) => statement !== session);
  const statements = await fastestStatements(client, page, account, own);
  const template = cutTemplate(html, await runStatements(client, statements));
  const type = response.headers.get('content-type') ?? '';
  const read = session && withSidPlaceholder(session, userSid(account.userId));
  return {
    page: { session: read, statements, template, type, creates: page.creates ?? false },
    sent,
    byHand: statements !== own,
  };
}

/** Whichever is faster: the product's statements, or hand-written SQL (after the one for the user, if there is one). */
async function fastestStatements(
  client: pg.Client,
  page: BenchPage,
  account: Account,
  own: Statement[],
): Promise<Statement[]> {
  const best = bestSql(page, account);
  if (!best) return own;
  const user = own.filter(({ text }) => /\bfrom users\b/i.test(text));
  // A prepared statement may be planned once for all values; an unprepared one is planned for these.
  const ways = [own, [...user, best], [...user, { ...best, prepared: false }]];
  const times: number[] = [];
  for (const way of ways) times.push(await fastestMs(client, way));
  return ways[times.indexOf(Math.min(...times))] as Statement[];
}

/** PostgreSQL plans a prepared statement again for its first five executions. */
const unseen = 6;
const tries = 7;

/** Milliseconds of the fastest of several runs. */
async function fastestMs(client: pg.Client, statements: Statement[]): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < unseen + tries; n++) {
    const started = performance.now();
    await runStatements(client, statements);
    times.push(performance.now() - started);
  }
  return Math.min(...times.slice(unseen));
}

async function runStatements(client: pg.Client, statements: Statement[]): Promise<Results> {
  const results: Results = [];
  for (const statement of statements) results.push((await client.query<unknown[]>(toQuery(statement))).rows);
  return results;
}

function withSidPlaceholder({ values, ...statement }: Statement, sid: string): Statement {
  return { ...statement, values: values.map((value) => (value === sid ? sidPlaceholder : value)) };
}
