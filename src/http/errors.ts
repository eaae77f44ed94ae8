import type { RequestHandler } from 'express';

export class HttpError extends Error {
  readonly status: number;
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

export function errorStatus(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  const { code, status, name } = (error ?? {}) as { code?: unknown; status?: unknown; name?: unknown };
  // PostgreSQL's code goes first, because Prisma has one code for everything that it does not know.
  const known = [postgresCode(error), code].find((one) => typeof one === 'string' && Object.hasOwn(statusByCode, one));
  if (known) return statusByCode[known as string] as number;
  if (name === 'PrismaClientInitializationError' || isUnreachable(error)) return 503;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function postgresCode(error: unknown): unknown {
  const { meta, cause } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: unknown } }; cause?: unknown };
  const inner = meta?.driverAdapterError?.cause ?? cause;
  return (inner as { originalCode?: unknown } | undefined)?.originalCode;
}

// Prisma: https://www.prisma.io/docs/orm/reference/error-reference, PostgreSQL: appendix A of its manual.
const statusByCode: Record<string, number> = {
  P2025: 404, // no such row (of this user)
  P2020: 404, // a number out of the column's range
  P2003: 422, // a link to a missing row
  P2000: 422, // too long for its column
  '22001': 422, // too long for its column
  '22021': 422, // a NUL in a text
  '22P05': 422, // a NUL in JSON
  '23503': 422, // a link to a missing row
  '23514': 422, // a check; the schemas have refused whatever a form can send
  EBADCSRFTOKEN: 403,
  P1001: 503,
  P1002: 503,
  P1008: 503,
  P1017: 503,
  P2028: 503, // a transaction lost its connection, or waited too long for one
  P2024: 503, // no free connection in the pool
  P2034: 503, // deadlock
  P2037: 503, // too many connections
  ECONNREFUSED: 503,
  ECONNRESET: 503,
  ETIMEDOUT: 503,
  EPIPE: 503,
  '40001': 503, // serialization failure
  '40P01': 503, // deadlock
  '53100': 507, // disk full
  '53200': 503, // out of memory
  '53300': 503, // too many connections
  '55P03': 503, // lock not available
  '57014': 503, // statement timeout
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
