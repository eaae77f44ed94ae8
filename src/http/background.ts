import { log } from '../log/log.ts';

const running = new Set<Promise<void>>();
let shuttingDown = false;

/** Does work that a visitor must not be able to time or need not wait for. Failures are logged. */
export function inBackground(what: string, work: () => Promise<void>): void {
  const done: Promise<void> = work()
    .catch((error: unknown) => log.error({ err: error, what }, 'work in the background failed'))
    .finally(() => running.delete(done));
  running.add(done);
}

export function isShuttingDown(): boolean {
  return shuttingDown;
}

/** Waits for all work in the background; at shutdown, work in steps ends with its present step. */
export async function waitForBackground({ isShutdown = false } = {}): Promise<void> {
  shuttingDown = isShutdown;
  while (running.size > 0) await Promise.all(running);
}
