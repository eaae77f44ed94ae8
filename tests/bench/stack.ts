// The limit behind the libraries that the specification names, set up as their manuals show: what they cost before the
// first line of a product (docs/decisions/017-the-limit.md).
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import connectPgSimple from 'connect-pg-simple';
import csurf from 'csurf';
import express, { type Express } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import { Passport } from 'passport';
import { readCookies } from '../../src/http/cookies.ts';
import { type Plan, planKey } from './plan.ts';
import { createPool, renderPage } from './render.ts';
import { parseSid, secretKey } from './sessions.ts';

const { DATABASE_URL, PORT, PLAN = '', WORKERS } = process.env;

if (cluster.isPrimary) for (let n = 0; n < Number(WORKERS); n++) cluster.fork();
else serve();

function serve(): void {
  const plan: Plan = JSON.parse(readFileSync(PLAN, 'utf8'));
  const pool = createPool(DATABASE_URL);
  const app = express().set('trust proxy', 1).disable('etag').disable('x-powered-by');
  app.get('/readyz', (_req, res) => void res.send('ready'));
  useLibraries(app, pool);
  app.use(async (req, res) => {
    const fragment = req.get('x-fragment');
    const page = plan[planKey(req.method, req.originalUrl, { fragment, sid: parseSid(req.headers.cookie) })];
    if (!page) return void res.sendStatus(404);
    if (page.session && !req.user) return res.redirect(303, '/accounts/login/');
    req.csrfToken();
    res.type(page.type).send(await renderPage(pool, page));
  });
  app.listen(Number(PORT), '127.0.0.1');
  process.once('SIGTERM', () => process.exit());
}

function useLibraries(app: Express, pool: ReturnType<typeof createPool>): void {
  const cookie = { httpOnly: true, sameSite: 'lax', secure: true, path: '/' } as const;
  const passport = new Passport();
  passport.deserializeUser((user: Express.User, done) => done(null, user));
  const Store = connectPgSimple(session);
  const store = new Store({ pool, disableTouch: true });
  app.use(helmet(), readCookies);
  app.use(session({ store, secret: secretKey, name: '__Host-sid', resave: false, saveUninitialized: false, cookie }));
  app.use(passport.initialize(), passport.session(), csurf({ cookie: { key: '__Host-csrf', ...cookie } }));
}
