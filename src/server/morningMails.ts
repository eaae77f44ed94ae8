import { join } from 'node:path';
import type { Config } from '../config.ts';
import { packageRoot } from '../core/packageRoot.ts';
import type { Database } from '../db/client.ts';
import { viewEngine } from '../http/viewEngine.ts';
import { log } from '../log/log.ts';
import { sendMorningMails } from '../morningMail/sendMorningMails.service.ts';

const everyMs = 60_000;
const firstMs = 10_000;

/** Sends the morning mails that are due, once a minute; without mail there are none. Returns how to stop. */
export function startMorningMails(
  database: Database,
  { mail, ...config }: Config,
  first = firstMs,
): () => Promise<void> {
  if (!mail) return async () => {};
  let isStopping = false;
  let running: Promise<void> | undefined;
  const source = { ...config, renderView: viewEngine(join(packageRoot, 'views'), true) };
  const sending = { database, source, mail, clock: () => new Date(), isStopping: () => isStopping };
  const start = () => {
    running ??= sendMorningMails(sending)
      .catch((error: unknown) => log.error({ err: error }, 'the morning mails stopped; they go on in a minute'))
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
