import type { RequestHandler } from 'express';
import { errorHandler } from './errorHandler.ts';
import { HttpError } from './errors.ts';

const timeoutMs = 30_000;

/** Answers 503 after 30 seconds. */
export function requestTimeout(ms = timeoutMs): RequestHandler {
  return (req, res, next) => {
    if (req.path.startsWith('/ai/')) return next();
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      res.locals.timedOut = true;
      errorHandler(new HttpError(503), req, res, next);
    }, ms);
    res.once('close', () => clearTimeout(timer));
    next();
  };
}
