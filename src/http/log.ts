import pino from 'pino';

/** JSON lines on standard output. Nothing personal goes in: no bodies, no queries, no cookies, no names. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['err.meta', 'err.clientVersion', 'err.detail', 'err.where', 'err.query', 'err.parameters'],
});
