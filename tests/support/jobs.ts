// The job queue of the worker's database, done by the test itself.
import { Logger, runOnce } from 'graphile-worker';
import { expect } from 'vitest';
import { waitForBackground } from '../../src/http/background.ts';
import { taskList } from '../../src/server/jobs/jobRunner.ts';
import { resumeJobs as addUnfinished } from '../../src/server/jobs/missingJobs.service.ts';
import type { TestApp } from './app.ts';
import { sql, testDatabaseUrl } from './database.ts';

/** For `locked_by`: a process that was killed. */
export const deadWorker = 'killed';

const timeoutMs = 60_000;

/** Runs all due jobs, and waits for the background work of responses. */
export async function runJobs({ database, config }: TestApp): Promise<void> {
  await waitForBackground();
  const context = { database, config, databaseUrl: await testDatabaseUrl() };
  await runOnce({
    pgPool: database.pool,
    taskList: taskList(context, () => false),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
  // The library does not wait until it has noted the end of the last one, and another run may still be at one.
  await expect.poll(() => sql(isRunning), { timeout: timeoutMs }).toEqual([]);
}

const isRunning = `SELECT id FROM graphile_worker.jobs WHERE locked_by <> '${deadWorker}'`;

/** Acts like a process that starts after another one died. */
export async function resumeJobs(app: TestApp): Promise<void> {
  await addUnfinished(app.database);
  await runJobs(app);
}
