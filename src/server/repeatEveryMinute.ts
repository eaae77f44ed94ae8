import { log } from '../log/log.ts';

export interface Repeated {
  /** Milliseconds until the first time. */
  first: number;
  /** For the log, when the work throws. */
  problem: string;
  work: (isStopping: () => boolean) => Promise<void>;
}

/** Does the work once a minute, unless it is still at it. Returns how to stop, which waits for what runs. */
export function repeatEveryMinute({ first, problem, work }: Repeated): () => Promise<void> {
  let isStopping = false;
  let running: Promise<void> | undefined;
  const start = () => {
    running ??= work(() => isStopping)
      .catch((error: unknown) => log.error({ err: error }, problem))
      .finally(() => {
        running = undefined;
      });
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, 60_000).unref()];
  return async () => {
    isStopping = true;
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}
