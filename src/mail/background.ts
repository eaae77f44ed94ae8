import { log } from '../log/log.ts';

const running = new Set<Promise<void>>();

/** Does what a visitor must not be able to time, or need not wait for, beside the answer; a failure goes to the log. */
export function inBackground(what: string, work: () => Promise<void>): void {
  const done: Promise<void> = work()
    .catch((error: unknown) => log.error({ err: error, what }, 'work in the background failed'))
    .finally(() => running.delete(done));
  running.add(done);
}

/** Waits for all of it: before the database closes. */
export async function waitForBackground(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
