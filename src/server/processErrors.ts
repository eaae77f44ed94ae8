import { log } from '../log/log.ts';
import { drainMs } from './listen.ts';
import { shutDown } from './shutdown.ts';

/**
 * An exception that nobody caught leaves the process in an unknown state: it is logged, what is under way is answered, and
 * the process ends with 1. A worker is replaced; a single process is started again by whatever supervises it.
 */
export function exitOnUncaught(): void {
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

let ending = false;

function end(error: unknown): void {
  log.fatal({ err: error }, 'a fault that nobody caught: this process ends');
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), drainMs + 1_000).unref();
  shutDown().finally(() => process.exit(1));
}
