import pino from 'pino';
import { plainFacts } from './logError.ts';

type Reporter = (error: unknown) => void;

let report: Reporter = () => {};
const errorLevel = 50;

/** JSON lines on standard output. Nothing personal goes in: no bodies, no queries, no cookies, no names. */
export const log = pino({
  base: undefined,
  level: 'warn',
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: plainFacts },
  hooks: {
    logMethod(args, method, level) {
      const [first] = args as unknown[];
      if (level >= errorLevel && first && typeof first === 'object' && 'err' in first) report(first.err);
      method.apply(this, args);
    },
  },
});

/** In production every request and event; in development only what went wrong. */
export function logEverything(production: boolean): void {
  log.level = production ? 'info' : 'warn';
}

/** Hears of every error that is logged. */
export function onFault(reporter: Reporter): void {
  report = reporter;
}
