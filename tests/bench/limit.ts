// The limit: the least that a server of this kind must do for a page. It verifies the cookie, reads session and rows,
// and puts the escaped values between the constant pieces of a page (docs/decisions/017-the-limit.md).
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type pg from 'pg';
import { createContact } from './limitCreate.ts';
import { type Plan, planKey } from './plan.ts';
import { createPool, readRows, renderPage } from './render.ts';
import { parseSid } from './sessions.ts';

const { DATABASE_URL, PORT, PLAN = '', WORKERS } = process.env;

if (cluster.isPrimary) for (let n = 0; n < Number(WORKERS); n++) cluster.fork();
else serve();

function serve(): void {
  const plan: Plan = JSON.parse(readFileSync(PLAN, 'utf8'));
  const pool = createPool(DATABASE_URL);
  const server = createServer((req, res) => {
    answer(plan, pool, req, res).catch((error: Error) => {
      if (!req.destroyed) console.error(error.message);
      res.writeHead(500).end();
    });
  });
  server.listen(Number(PORT), '127.0.0.1');
  process.once('SIGTERM', () => process.exit());
}

async function answer(plan: Plan, pool: pg.Pool, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.url === '/readyz') return void res.end('ready');
  const { method = '', url = '', headers } = req;
  const sid = parseSid(headers.cookie);
  const fragment = headers['x-fragment'] as string | undefined;
  const page = plan[planKey(method, url, { fragment, sid: method === 'POST' ? undefined : sid })];
  if (!page) return void res.writeHead(404).end();
  const session = page.session && (await readRows(pool, page.session, sid));
  if (session?.length === 0) return void res.writeHead(303, { location: '/accounts/login/' }).end();
  if (page.creates) return createContact(pool, req, res, session ?? []);
  const html = Buffer.from(await renderPage(pool, page));
  res.writeHead(200, { 'content-type': page.type, 'content-length': html.length }).end(html);
}
