import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { log } from '../log/log.ts';
import { routeName } from './routeName.ts';

declare module 'express-serve-static-core' {
  interface Request {
    id: string;
  }
}

const validId = /^[\w.-]{8,64}$/;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Logs user id, route, status and duration, and nothing personal. */
export function requestLog(logger = log): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    req.id = requestId(req);
    res.setHeader('X-Request-Id', req.id);
    if (!isIgnored(req)) res.once('close', () => logAnswer(logger, req, res, performance.now() - began));
    next();
  };
}

function requestId({ headers }: Request): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && validId.test(given) ? given : randomUUID();
}

function isIgnored({ url }: Request): boolean {
  return url.startsWith('/assets/') || url === '/healthz' || url === '/readyz';
}

function logAnswer(logger: typeof log, req: Request, res: Response, ms: number): void {
  const level = res.statusCode >= 500 ? 'error' : 'info';
  if (logger.isLevelEnabled(level)) logger[level](logFields(req, res, ms), 'request');
}

function logFields(req: Request, res: Response, ms: number): object {
  return {
    requestId: req.id,
    method: methods.has(req.method) ? req.method : 'other',
    route: routeName(req),
    status: res.statusCode,
    ms: Math.round(ms),
    ...(!res.writableFinished && { aborted: true }),
    ...(req.user && { user: req.user.id }),
  };
}
