import { log } from '../log/log.ts';
import { drainMs } from './listen.ts';
import { shutDown } from './shutdown.ts';

/** The exception leaves the process in an unknown state; open requests are answered first. */
export function exitOnUncaught(): void {
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

let ending = false;

function end(error: unknown): void {
  log.fatal({ err: error }, 'uncaught exception: this process ends');
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), drainMs + 1_000).unref();
  shutDown().finally(() => process.exit(1));
}
