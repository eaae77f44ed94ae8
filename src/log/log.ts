import pino from 'pino';
import { serializeError } from './serializeError.ts';

type Reporter = (error: unknown) => void;

let report: Reporter = () => {};
const errorLevel = 50;

/** Each write costs a tenth of a page, so lines wait up to a second; pipes keep writes of up to 4096 bytes whole. */
const out = pino.destination({ fd: 1, sync: false, minLength: 3072, maxWrite: 4096, periodicFlush: 1000 });

/** JSON lines on standard output. Nothing personal may go in: no bodies, queries, cookies or names. */
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

export function setLogLevel(production: boolean): void {
  log.level = production ? 'info' : 'warn';
}

export function onLoggedError(reporter: Reporter): void {
  report = reporter;
}
