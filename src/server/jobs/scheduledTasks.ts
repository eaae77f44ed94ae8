import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { packageRoot } from '../../core/packageRoot.ts';
import type { Database } from '../../db/client.ts';
import type { ScheduledJob } from '../../db/jobQueue.ts';
import { addDueSearches } from '../../duplicates/dueSearches.service.ts';
import { viewEngine } from '../../http/viewEngine.ts';
import { readMailbox } from '../../mailDrop/readMailbox.service.ts';
import { sendMorningMails } from '../../morningMail/sendMorningMails.service.ts';
import { deleteExpired } from './deleteExpired.ts';
import { recoverJobs } from './missingJobs.service.ts';

export interface JobContext {
  database: Database;
  databaseUrl: string;
  config: Config;
}

interface ScheduledTask {
  /** In crontab syntax, UTC. Each also runs when a process starts. */
  schedule: string;
  run: (isStopping: () => boolean) => Promise<void>;
}

const everyMinute = '* * * * *';

/** The scheduled tasks of this configuration. Each is safe in several processes at a time. */
export function scheduledTasks({
  database,
  databaseUrl,
  config,
}: JobContext): Partial<Record<ScheduledJob, ScheduledTask>> {
  const { mail, drop, historyDays } = config;
  const clock = () => new Date();
  return {
    recoverJobs: { schedule: everyMinute, run: () => recoverJobs(database) },
    addDueSearches: { schedule: everyMinute, run: () => addDueSearches(database, clock()) },
    deleteExpired: {
      schedule: '23 3 * * *',
      run: () => deleteExpired(databaseUrl, historyDays),
    },
    ...(mail && {
      sendMorningMails: {
        schedule: everyMinute,
        run: (isStopping) => sendMorningMails({ database, source: mailSource(config), mail, clock, isStopping }),
      },
    }),
    ...(drop && {
      readMailbox: {
        schedule: everyMinute,
        run: (isStopping) => readMailbox({ database, settings: drop, clock, isStopping }),
      },
    }),
  };
}

function mailSource(config: Config) {
  return { ...config, renderView: viewEngine(join(packageRoot, 'views'), true) };
}
