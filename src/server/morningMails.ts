import { join } from 'node:path';
import type { Config } from '../config.ts';
import { packageRoot } from '../core/packageRoot.ts';
import type { Database } from '../db/client.ts';
import { viewEngine } from '../http/viewEngine.ts';
import { sendMorningMails } from '../morningMail/sendMorningMails.service.ts';
import { repeatEveryMinute } from './repeatEveryMinute.ts';

/** Sends the morning mails that are due, once a minute; without mail there are none. Returns how to stop. */
export function startMorningMails(
  database: Database,
  { mail, ...config }: Config,
  first = 10_000,
): () => Promise<void> {
  if (!mail) return async () => {};
  const source = { ...config, renderView: viewEngine(join(packageRoot, 'views'), true) };
  return repeatEveryMinute({
    first,
    problem: 'the morning mails stopped; they go on in a minute',
    work: (isStopping) => sendMorningMails({ database, source, mail, clock: () => new Date(), isStopping }),
  });
}
