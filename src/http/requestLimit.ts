import type { RequestHandler } from 'express';
import { errorHandler, HttpError } from './errors.ts';

const limitMs = 30_000;

/** After 30 seconds without an answer: 503. What a model is asked has limits of its own. */
export function requestLimit(ms = limitMs): RequestHandler {
  return (req, res, next) => {
    if (req.path.startsWith('/ai/')) return next();
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      res.locals.tookTooLong = true;
      errorHandler(new HttpError(503), req, res, next);
    }, ms);
    res.once('close', () => clearTimeout(timer));
    next();
  };
}
