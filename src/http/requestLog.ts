import { randomUUID } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import { log } from '../log/log.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Given by the proxy in front as X-Request-Id, else made; stands in the log and in the answer. */
    id: string;
  }
}

const saneId = /^[\w.-]{8,64}$/;

/** One line for each answer: who (a number), what, how it went and how long it took; never what was in it. */
export function requestLog(logger = log): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    req.id = requestId(req);
    res.setHeader('X-Request-Id', req.id);
    if (!isUnremarkable(req)) res.once('close', () => tell(logger, req, res, performance.now() - began));
    next();
  };
}

function tell(logger: typeof log, req: Request, res: Response, ms: number): void {
  const level = res.statusCode >= 500 ? 'error' : 'info';
  if (logger.isLevelEnabled(level)) logger[level](factsOf(req, res, ms), 'request');
}

function requestId({ headers }: Request): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && saneId.test(given) ? given : randomUUID();
}

/** Pings of a supervisor, and files that are the same for everybody. */
function isUnremarkable({ url }: Request): boolean {
  return url.startsWith('/assets/') || url === '/healthz' || url === '/readyz';
}

function factsOf(req: Request, res: Response, ms: number): object {
  const { user } = req;
  return {
    requestId: req.id,
    method: methods.has(req.method) ? req.method : 'other',
    route: patternOf(req.originalUrl, wordsOf(req.app as Express)),
    status: res.statusCode,
    ms: Math.round(ms),
    ...(!res.writableFinished && { aborted: true }),
    ...(user && { user: user.id }),
  };
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The path with only the words of our own routes left in it: `/contacts/7/edit/` is `/contacts/:id/edit/`. */
export function patternOf(url: string, words: ReadonlySet<string>): string {
  const [path = ''] = url.split(/[?#]/);
  const parts = path.split('/').map((part) => {
    if (part === '' || words.has(part)) return part;
    return /^\d{1,10}$/.test(part) ? ':id' : ':other';
  });
  return parts.slice(0, longest).join('/');
}

/** More parts than any route of ours has. */
const longest = 8;

interface Listed {
  path: unknown;
  router: { listRoutes(): Listed[] } | undefined;
}

const words = new WeakMap<Express, ReadonlySet<string>>();

/** Read from the router once, at the first answer: all routes are mounted by then. */
function wordsOf(app: Express): ReadonlySet<string> {
  const known = words.get(app);
  if (known) return known;
  const { router } = app as unknown as { router: { listRoutes(): Listed[] } };
  const found = new Set(router.listRoutes().flatMap(wordsIn));
  words.set(app, found);
  return found;
}

function wordsIn({ path, router }: Listed): string[] {
  const own = typeof path === 'string' ? path.split('/').filter((part) => /^[\w-]+$/.test(part)) : [];
  return [...own, ...(router?.listRoutes().flatMap(wordsIn) ?? [])];
}
