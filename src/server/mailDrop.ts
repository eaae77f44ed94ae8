import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { log } from '../log/log.ts';
import { readMailbox } from '../mailDrop/readMailbox.service.ts';

const everyMs = 60_000;
const firstMs = 5_000;

/** Reads the mailbox of IMAP_URL once a minute; without it nothing. Returns how to stop. */
export function startMailDrop(database: Database, { drop: settings }: Config, first = firstMs): () => Promise<void> {
  if (!settings) return async () => {};
  let isStopping = false;
  let running: Promise<void> | undefined;
  const reading = { database, settings, clock: () => new Date(), isStopping: () => isStopping };
  const start = () => {
    running ??= readMailbox(reading)
      .catch((error: unknown) =>
        log.error({ err: error }, 'the mailbox could not be read; the next try is in a minute'),
      )
      .finally(() => {
        running = undefined;
      });
  };
  const timers = [setTimeout(start, first).unref(), setInterval(start, everyMs).unref()];
  return async () => {
    isStopping = true;
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}
