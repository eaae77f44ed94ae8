// How the job runner stops, and what it survives.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { connect } from '../../src/db/client.ts';
import { addJob } from '../../src/db/jobQueue.ts';
import { log } from '../../src/log/log.ts';
import { accountTasks } from '../../src/server/jobs/accountTasks.ts';
import { startJobRunner } from '../../src/server/jobs/jobRunner.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, db } = await useSignedIn();
const databaseUrl = await testDatabaseUrl();

/** Runs `work` as a job of a process of its own, and returns how to stop that process. */
async function beginJob(work: (database: ReturnType<typeof connect>) => Promise<void>): Promise<() => Promise<void>> {
  const database = connect(databaseUrl);
  const task = vi.spyOn(accountTasks, 'countImport').mockImplementation(() => work(database));
  await addJob(db, { name: 'countImport', id: 1 });
  const stop = startJobRunner({ database, config: app.config, databaseUrl });
  await vi.waitFor(() => expect(task).toHaveBeenCalled(), { timeout: 15_000 });
  return () => stop().then(database.close);
}

test('a runner that is stopped notes the end of its jobs before its connections are closed', async () => {
  const stop = await beginJob(() => delay(200));
  await stop();
  expect(
    await sql(`SELECT id FROM graphile_worker.jobs WHERE locked_at IS NOT NULL OR key = 'countImport:${alice.id}:1'`),
  ).toEqual([]);
});

test('a runner brings the tables of the queue back', async () => {
  await sql('DROP SCHEMA graphile_worker CASCADE');
  const stop = startJobRunner({ database: app.database, config: app.config, databaseUrl });
  await vi.waitFor(() => sql('SELECT count(*) FROM graphile_worker.jobs'), { timeout: 15_000 });
  await stop();
});

/** As a pool whose database does not answer. */
const refuse = (done?: (error: Error) => void) => (done ? done(new Error('gone')) : Promise.reject(new Error('gone')));

test('a runner survives that the database goes away while a job ends', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  vi.spyOn(console, 'trace').mockImplementation(() => {});
  const error = vi.spyOn(log, 'error').mockImplementation(() => {});
  const stop = await beginJob(async ({ pool }) => {
    vi.spyOn(pool, 'connect').mockImplementation(refuse as typeof pool.connect);
    throw new Error('gone');
  });
  await vi.waitFor(() =>
    expect(error).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('a job failed')),
  );
  await stop();
  await new Promise(setImmediate);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
