import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { readMailbox } from '../mailDrop/readMailbox.service.ts';
import { repeatEveryMinute } from './repeatEveryMinute.ts';

/** Reads the mailbox of IMAP_URL once a minute; without it nothing. Returns how to stop. */
export function startMailDrop(database: Database, { drop: settings }: Config, first = 5_000): () => Promise<void> {
  if (!settings) return async () => {};
  return repeatEveryMinute({
    first,
    problem: 'the mailbox could not be read; the next try is in a minute',
    work: (isStopping) => readMailbox({ database, settings, clock: () => new Date(), isStopping }),
  });
}
