import pino from 'pino';
import { serializeError } from './serializeError.ts';

type Reporter = (error: unknown) => void;

let report: Reporter = () => {};
const errorLevel = 50;

/**
 * Lines are written together, at the latest after a second: each by itself took a tenth of what a page takes. What went
 * wrong is not waited with, nor the rest when the process ends. At most 4096 bytes at once, which a pipe keeps apart from
 * what other workers write.
 */
const out = pino.destination({ fd: 1, sync: false, minLength: 3072, maxWrite: 4096, periodicFlush: 1000 });

/** JSON lines on standard output. Nothing personal goes in: no bodies, no queries, no cookies, no names. */
export const log = pino(
  {
    base: undefined,
    level: 'warn',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: serializeError },
    hooks: {
      logMethod(args, method, level) {
        const [first] = args as unknown[];
        if (level >= errorLevel && first && typeof first === 'object' && 'err' in first) report(first.err);
        method.apply(this, args);
        if (level >= errorLevel) out.flush();
      },
    },
  },
  out,
);

/** In production every request and event; in development only what went wrong. */
export function setLogLevel(production: boolean): void {
  log.level = production ? 'info' : 'warn';
}

/** Hears of every error that is logged. */
export function onLoggedError(reporter: Reporter): void {
  report = reporter;
}
