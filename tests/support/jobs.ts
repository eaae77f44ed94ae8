// The job queue of the worker's database, done by the test itself.
import { Logger, runOnce } from 'graphile-worker';
import { waitForBackground } from '../../src/http/background.ts';
import { taskList } from '../../src/server/jobs/jobRunner.ts';
import { resumeJobs as addUnfinished } from '../../src/server/jobs/missingJobs.service.ts';
import type { TestApp } from './app.ts';
import { testDatabaseUrl } from './database.ts';

/** Does all jobs that are due, and what is done in the background of an answer. */
export async function runJobs({ database, config }: TestApp): Promise<void> {
  await waitForBackground();
  const context = { database, config, databaseUrl: await testDatabaseUrl() };
  await runOnce({
    pgPool: database.pool,
    taskList: taskList(context, () => false),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
}

/** As a process that starts after another one died. */
export async function resumeJobs(app: TestApp): Promise<void> {
  await addUnfinished(app.database);
  await runJobs(app);
}
