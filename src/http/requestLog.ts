import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express, Request, RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { log } from './log.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Given by the proxy in front as X-Request-Id, else made; stands in the log and in the answer. */
    id: string;
  }
}

const saneId = /^[\w.-]{8,64}$/;

/** One line for each answer: who (a number), what, how it went and how long it took; never what was in it. */
export function requestLog(logger = log): RequestHandler {
  const handler = pinoHttp<IncomingMessage, ServerResponse>({
    logger,
    genReqId: requestId,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    // Whole requests and answers hold addresses and cookies: they never get so far.
    serializers: { req: () => undefined, res: () => undefined },
    autoLogging: { ignore: isUnremarkable },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customSuccessObject: (req, res, { responseTime }) => factsOf(req as Request, res, responseTime),
    customErrorObject: (req, res, _error, { responseTime }) => factsOf(req as Request, res, responseTime),
  });
  return (req, res, next) => {
    handler(req, res);
    next();
  };
}

function requestId(req: IncomingMessage, res: ServerResponse): string {
  const given = req.headers['x-request-id'];
  const id = typeof given === 'string' && saneId.test(given) ? given : randomUUID();
  res.setHeader('X-Request-Id', id);
  return id;
}

/** Pings of a supervisor, and files that are the same for everybody. */
function isUnremarkable({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/assets/') || url === '/healthz' || url === '/readyz';
}

function factsOf(req: Request, res: ServerResponse, ms: number): object {
  const { user } = req;
  return {
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
