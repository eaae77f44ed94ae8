import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { log } from '../log/log.ts';
import { errorPage } from './errorPage.ts';
import { errorStatus, HttpError } from './errors.ts';
import { rejectedForm } from './forms/rejectedForm.ts';
import { plainErrorPage } from './plainErrorPage.ts';
import { routeName } from './routeName.ts';

declare global {
  namespace Express {
    interface Locals {
      errorId?: string;
      timedOut?: boolean;
    }
  }
}

const unavailableRetrySeconds = 5;

export const errorHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (isLateAnswer(error, res)) return;
  const status = errorStatus(error);
  if (status >= 500) logFailure(error, status, req, res);
  if (res.headersSent) return next(error);
  if (status === 413) req.resume();
  try {
    sendErrorPage(res, status, error);
  } catch (failure) {
    log.error({ err: failure, requestId: req.id }, 'the error page failed');
    plainErrorPage(res, status);
  }
};

function isLateAnswer(error: unknown, res: Response): boolean {
  return res.locals.timedOut === true && (error as { code?: unknown } | null)?.code === 'ERR_HTTP_HEADERS_SENT';
}

function logFailure(error: unknown, status: number, req: Request, res: Response): void {
  const errorId = randomUUID().slice(0, 8);
  res.locals.errorId = errorId;
  log.error({ err: error, errorId, requestId: req.id, status, route: routeName(req) }, 'request failed');
}

function sendErrorPage(res: Response, status: number, error: unknown): void {
  const given = error instanceof HttpError ? error.retryAfter : undefined;
  const retryAfter = given ?? (status === 503 ? unavailableRetrySeconds : undefined);
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  res.status(status).set('Cache-Control', 'no-store');
  const reference = res.locals.errorId;
  errorPage(res, { status, retryAfter, ...rejectedForm(res.req), reference, detail: debugDetail(res, error) });
}

function debugDetail(res: Response, error: unknown): string | undefined {
  if (!res.app.config.debug) return undefined;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
