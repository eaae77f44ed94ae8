import { setTimeout as delay } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import {
  type AccountJob,
  type AccountJobPayload,
  accountJobs,
  addScheduledJob,
  installJobQueue,
  removeScheduledJobs,
  type ScheduledJob,
  scheduledJobs,
} from '../../db/jobQueue.ts';
import { ownedBy } from '../../db/owned.ts';
import { sendsUnprepared } from '../../db/sql/statement.ts';
import { log } from '../../log/log.ts';
import { errorLine } from '../../log/serializeError.ts';
import { accountTasks } from './accountTasks.ts';
import { deadline } from './deadline.ts';
import { resumeJobs } from './missingJobs.service.ts';
import { type JobContext, scheduledTasks } from './scheduledTasks.ts';

/**
 * Only with these does the library, before it stops, wait until the end of each job is written, and survive when that
 * fails: without them, a lost connection is an unhandled rejection.
 */
const endsAwaited = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };
/** In one process. Two of them may wait for mail servers most of the time. */
const jobsAtOnce = 4;
/** A scheduled task must end before its next run begins. */
const scheduledMs = 45_000;
const restartMs = 10_000;

/** Does the jobs of the queue, and adds those that are due at set times, until it is stopped. Returns how to stop. */
export function startJobRunner(context: JobContext): () => Promise<void> {
  const stopping = new AbortController();
  const running = keepRunning(context, stopping.signal);
  return async () => {
    stopping.abort();
    await running;
  };
}

/** The library gives up when the database is unreachable for long, so it is restarted. */
async function keepRunning(context: JobContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await runUntilAborted(context, signal).catch((error: unknown) => {
      log.error({ err: error }, 'the job queue stopped; it starts again in ten seconds');
    });
    await delay(restartMs, undefined, { signal, ref: false }).catch(() => {});
  }
}

async function runUntilAborted(context: JobContext, signal: AbortSignal): Promise<void> {
  // Somebody may have dropped its tables since the start of the process.
  await installJobQueue(context.databaseUrl);
  await resumeJobs(context.database);
  await beginSchedule(context);
  const runner = await run({
    pgPool: context.database.pool,
    taskList: taskList(context, () => signal.aborted),
    parsedCronItems: cronItems(context),
    concurrency: jobsAtOnce,
    noHandleSignals: true,
    noPreparedStatements: sendsUnprepared(),
    logger: new Logger(() => () => {}),
    preset: { worker: endsAwaited },
  });
  await Promise.race([runner.promise, stopWhenAborted(runner, signal)]);
}

/** Scheduled jobs also run at the start, so that nobody waits for the next minute or night. */
async function beginSchedule(context: JobContext): Promise<void> {
  const { pool } = context.database;
  const names = scheduledNames(context);
  const off = scheduledJobs.filter((name) => !names.includes(name));
  await removeScheduledJobs(pool, off);
  for (const name of names) await addScheduledJob(pool, name);
}

async function stopWhenAborted(runner: Runner, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  // The runner may be giving up by itself.
  await runner.stop().catch(() => runner.promise);
}

/** All tasks by their names, for the library. */
export function taskList(context: JobContext, isStopping: () => boolean): TaskList {
  const ofAccounts = accountJobs.map((name) => {
    const task = (payload: unknown) => runAccountTask(context, name, payload as AccountJobPayload, isStopping);
    return [name, logged(name, task)] as const;
  });
  const scheduled = Object.entries(scheduledTasks(context)).map(([name, task]) => {
    return [name, logged(name, () => task.run(deadline(scheduledMs, isStopping)))] as const;
  });
  return Object.fromEntries([...ofAccounts, ...scheduled]);
}

/** A job that fails because its account was deleted meanwhile counts as done. */
async function runAccountTask(
  { database }: JobContext,
  name: AccountJob,
  { user, id }: AccountJobPayload,
  isStopping: () => boolean,
): Promise<void> {
  try {
    await accountTasks[name](ownedBy(database, user), id, { isStopping });
  } catch (error) {
    const { rowCount } = await database.pool.query('SELECT FROM users WHERE id = $1', [user]);
    if (rowCount !== 0) throw error;
  }
}

function scheduledNames(context: JobContext): ScheduledJob[] {
  return Object.keys(scheduledTasks(context)) as ScheduledJob[];
}

function cronItems(context: JobContext) {
  return parseCronItems(
    Object.entries(scheduledTasks(context)).map(([task, { schedule }]) => ({
      task,
      match: schedule,
      // A failed task is tried again by its schedule only.
      options: { maxAttempts: 1, jobKey: task },
    })),
  );
}

/** Logs the whole error. The queue keeps a line of it, without personal data. */
function logged(job: string, task: (payload: unknown) => Promise<void>) {
  return async (payload: unknown): Promise<void> => {
    await task(payload).catch((error: unknown) => {
      log.error({ err: error, job }, 'a job failed; it is tried again unless it failed too often');
      throw new Error(errorLine(error));
    });
  };
}
