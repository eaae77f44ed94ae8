import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isAnswering } from '../db/isAnswering.ts';
import { errorHandler } from './errorHandler.ts';
import { HttpError } from './errors.ts';
import { getDatabase } from './request.ts';

const timeoutMs = 30_000;
/** After this time, checks whether the database answers at all. */
const probeAfterMs = 2_500;

/** The file of an account takes as long as its owner's connection needs for it; a model takes its time. */
const slowPaths = ['/ai/', '/accounts/data/'];

/** Answers 503 after 30 seconds, or after four when the database is frozen. */
export function requestTimeout(ms = timeoutMs): RequestHandler {
  return (req, res, next) => {
    if (slowPaths.some((path) => req.path.startsWith(path))) return next();
    const giveUp = () => answerUnavailable(req, res, next);
    const timers = [
      setTimeout(giveUp, ms),
      setTimeout(async () => {
        if (!(await isAnswering(getDatabase(req).pool))) giveUp();
      }, probeAfterMs),
    ];
    res.once('close', () => timers.forEach(clearTimeout));
    next();
  };
}

function answerUnavailable(req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) return;
  res.locals.timedOut = true;
  // The rest of the request is not read: src/server/listen.ts gives a large upload a lot of time.
  if (!req.complete) res.set('Connection', 'close');
  errorHandler(new HttpError(503), req, res, next);
}
