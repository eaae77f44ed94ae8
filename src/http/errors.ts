import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { log } from '../log/log.ts';
import { errorPage } from './errorPage.ts';
import { lostOf } from './forms/rejectedForm.ts';

/** Wrong input that no honest form sends: it ends in the page of its status. */
export class HttpError extends Error {
  readonly status: number;
  /** Seconds to wait, for 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(status: number, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(`HTTP ${status}`, { cause: options.cause });
    this.status = status;
    this.retryAfter = options.retryAfter;
  }
}

export const notFound: RequestHandler = () => {
  throw new HttpError(404);
};

export const errorHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (isLateAnswer(error, res)) return;
  const status = statusOf(error);
  if (status >= 500) report(error, status, req, res);
  if (res.headersSent) return next(error);
  if (status === 413) req.resume();
  answer(res, status, error);
};

/** The work went on after requestLimit() had answered for it, and found that out when it was done: no fault of its own. */
function isLateAnswer(error: unknown, res: Response): boolean {
  return res.locals.tookTooLong === true && (error as { code?: unknown } | null)?.code === 'ERR_HTTP_HEADERS_SENT';
}

/** The HTTP status that an exception means to the browser. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  const { code, status, name } = (error ?? {}) as { code?: unknown; status?: unknown; name?: unknown };
  // The database's own first: Prisma has one code for all errors it has no code for.
  const known = [codeOfDatabase(error), code].find(
    (one) => typeof one === 'string' && Object.hasOwn(statusByCode, one),
  );
  if (known) return statusByCode[known as string] as number;
  if (name === 'PrismaClientInitializationError') return 503;
  if (isUnreachable(error)) return 503;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** PostgreSQL's own code within an error of Prisma's. */
function codeOfDatabase(error: unknown): unknown {
  const { meta, cause } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: unknown } }; cause?: unknown };
  const inner = meta?.driverAdapterError?.cause ?? cause;
  return (inner as { originalCode?: unknown } | undefined)?.originalCode;
}

// Prisma: https://www.prisma.io/docs/orm/reference/error-reference, PostgreSQL: appendix A of its manual.
const statusByCode: Record<string, number> = {
  P2025: 404, // no such row (of this user)
  P2020: 404, // a number out of the column's range
  P2003: 422, // a link to a row that is not there
  P2000: 422, // too long for its column
  '22001': 422, // too long for its column
  '22021': 422, // NUL in a text
  '22P05': 422, // the same in JSON
  '23503': 422, // a link to a row that is not there (any more)
  '23514': 422, // against a check: of what a form can send, our schemas have refused it before
  EBADCSRFTOKEN: 403,
  P1001: 503,
  P1002: 503,
  P1008: 503,
  P1017: 503,
  P2028: 503, // a transaction lost its connection, or waited too long for one
  P2024: 503, // no connection free in the pool
  P2034: 503, // two transactions waited for each other
  P2037: 503, // too many connections
  ECONNREFUSED: 503,
  ECONNRESET: 503,
  ETIMEDOUT: 503,
  EPIPE: 503,
  '40001': 503, // two transactions came in each other's way
  '40P01': 503, // or waited for each other
  '53100': 507, // the disk is full
  '53200': 503, // out of memory
  '53300': 503,
  '55P03': 503, // waited too long for a lock
  '57014': 503, // took longer than a statement may
  '57P01': 503,
  '57P02': 503,
  '57P03': 503,
  '08006': 503,
};

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const text = `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`;
  return /Connection terminated|timeout exceeded when trying to connect|timeout expired|not queryable|ECONNREFUSED|ECONNRESET|Can't reach database/.test(
    text,
  );
}

const retryAfterSeconds = 5;

function answer(res: Response, status: number, error: unknown): void {
  const retryAfter = error instanceof HttpError ? error.retryAfter : undefined;
  const wait = retryAfter ?? (status === 503 ? retryAfterSeconds : undefined);
  if (wait !== undefined) res.set('Retry-After', String(wait));
  res.status(status).set('Cache-Control', 'no-store');
  const reference = res.locals.errorId as string | undefined;
  errorPage(res, { status, wait, ...lostOf(res.req), reference, detail: detailOf(res, error) });
}

function report(error: unknown, status: number, req: Request, res: Response): void {
  const id = randomUUID().slice(0, 8);
  res.locals.errorId = id;
  log.error(
    { err: error, errorId: id, requestId: req.id, status, path: req.route?.path ?? 'unmatched' },
    'request failed',
  );
}

function detailOf(res: Response, error: unknown): string | undefined {
  if (!res.app.locals.config.debug) return undefined;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
