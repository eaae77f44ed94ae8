// Work beside a page: each job is there with what needs it, done once, and visible when it fails.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addJob, addScheduledJob } from '../../src/db/jobQueue.ts';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { log } from '../../src/log/log.ts';
import { accountTasks } from '../../src/server/jobs/accountTasks.ts';
import { startJobRunner } from '../../src/server/jobs/jobRunner.ts';
import { recoverJobs } from '../../src/server/jobs/missingJobs.service.ts';
import { createUser, dom, signedIn } from '../support/app.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { deadWorker, resumeJobs, runJobs } from '../support/jobs.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, browser, db } = await useSignedIn();
const context = { database: app.database, config: app.config, databaseUrl: await testDatabaseUrl() };

const jobs = () => sql('SELECT task_identifier AS name, key, attempts FROM graphile_worker.jobs ORDER BY id');
const countNotes = async () => (await sql<{ n: number }>('SELECT count(*)::int AS n FROM interactions'))[0]?.n;
const lock = (since: string) =>
  sql(`UPDATE graphile_worker._private_jobs SET locked_at = now() - $1::interval, locked_by = $2, attempts = 1`, [
    since,
    deadWorker,
  ]);

let contact: number;
beforeEach(async () => {
  const data = { user_id: alice.id, first_name: 'Jan', last_name: 'Kos' };
  contact = (await db.contact.create({ data })).id;
});

/** Begins a deletion that only a job can finish. */
async function beginLargeDeletion(): Promise<number> {
  await sql(
    `INSERT INTO interactions (user_id, contact_id, content) SELECT $1, $2, 'Entry ' || n FROM generate_series(1, 1100) n`,
    [alice.id, contact],
  );
  return (await deleteRecord(db, { kind: 'contacts', id: contact })).act;
}

describe('a job', () => {
  test('is added with the act that needs it, and done', async () => {
    const act = await beginLargeDeletion();
    expect(await jobs()).toEqual([{ name: 'continueAct', key: `continueAct:${alice.id}:${act}`, attempts: 0 }]);
    await runJobs(app);
    expect([await jobs(), await countNotes(), await db.contact.count()]).toEqual([[], 0, 0]);
    // The planner knows what it has to undo.
    const [planned] = await sql<{ rows: number }>(`SELECT reltuples AS rows FROM pg_class WHERE relname = 'changes'`);
    expect(planned?.rows).toBeGreaterThan(1_000);
  });

  test('goes with the transaction that is taken back', async () => {
    const taken = db.transaction(async (tx) => {
      await tx.act({ progress: { deletes: { kind: 'contacts', id: contact } } });
      throw new Error('taken back');
    });
    await expect(taken).rejects.toThrow('taken back');
    expect(await jobs()).toEqual([]);
  });

  test('for the same thing takes the place of one that waits', async () => {
    await addJob(db, { name: 'searchDuplicates', id: alice.id, delaySeconds: 60 });
    await addJob(db, { name: 'searchDuplicates', id: alice.id });
    expect(await jobs()).toHaveLength(1);
    await runJobs(app);
    expect(await sql('SELECT searched_at IS NOT NULL AS done FROM duplicate_searches')).toEqual([{ done: true }]);
  });

  test('of an account that is gone does nothing', async () => {
    await beginLargeDeletion();
    await addJob(db, { name: 'searchDuplicates', id: alice.id });
    await sql('DELETE FROM users WHERE id = $1', [alice.id]);
    await runJobs(app);
    expect(await jobs()).toEqual([]);
  });

  test('leaves the rest to another one when its process ends', async () => {
    const act = await beginLargeDeletion();
    await sql('DELETE FROM graphile_worker._private_jobs');
    let asked = 0;
    await accountTasks.continueAct(db, act, { isStopping: () => asked++ > 0 });
    expect(await countNotes()).toBe(600);
    expect(await jobs()).toMatchObject([{ key: `continueAct:${alice.id}:${act}` }]);
    await runJobs(app);
    expect([await countNotes(), await db.contact.count()]).toEqual([0, 0]);
  });
});

test('searches for duplicates are done one after the other, and when nothing else waits', async () => {
  await addJob(db, { name: 'searchDuplicates', id: alice.id });
  await addJob(db, { name: 'searchDuplicates', id: alice.id + 1 });
  await beginLargeDeletion();
  const [{ count } = { count: 0 }] = await sql<{ count: number }>(
    'SELECT count(DISTINCT job_queue_id)::int AS count FROM graphile_worker._private_jobs',
  );
  expect(count).toBe(1);
  expect((await sql('SELECT task_identifier AS name FROM graphile_worker.jobs ORDER BY priority, id'))[0]).toEqual({
    name: 'continueAct',
  });
});

test('a scheduled job of a task that is turned off goes with the next start', async () => {
  await addScheduledJob(app.database.pool, 'readMailbox');
  const stop = startJobRunner(context);
  await vi.waitFor(async () => expect(await jobs()).toEqual([]), { timeout: 15_000 });
  await stop();
});

describe('the job of a process that was killed', () => {
  test('is done again at the next start', async () => {
    await beginLargeDeletion();
    await lock('1 second');
    await runJobs(app);
    expect(await countNotes()).toBe(1_100);
    await resumeJobs(app);
    expect(await countNotes()).toBe(0);
    await lock('6 minutes');
    await recoverJobs(app.database);
    expect(await jobs()).toEqual([]);
  });

  test('is done by another process after five minutes, not before', async () => {
    await beginLargeDeletion();
    await lock('4 minutes');
    await recoverJobs(app.database);
    await runJobs(app);
    expect(await countNotes()).toBe(1_100);
    await lock('6 minutes');
    await recoverJobs(app.database);
    await runJobs(app);
    expect([await countNotes(), await jobs()]).toEqual([0, []]);
  });

  test('is not taken from a process that has begun another one since', async () => {
    await beginLargeDeletion();
    await lock('6 minutes');
    await addJob(db, { name: 'searchDuplicates', id: alice.id });
    await sql(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = $1 WHERE locked_at IS NULL`, [
      deadWorker,
    ]);
    await recoverJobs(app.database);
    await runJobs(app);
    expect(await countNotes()).toBe(1_100);
  });

  test('is added where there is none, as in a restored backup', async () => {
    await beginLargeDeletion();
    await sql('DELETE FROM graphile_worker._private_jobs');
    await recoverJobs(app.database);
    await recoverJobs(app.database);
    expect(await jobs()).toHaveLength(1);
    await runJobs(app);
    expect(await countNotes()).toBe(0);
  });
});

test('two runners do each job once, as it comes, and what the clock asks for', async () => {
  const stops = [startJobRunner(context), startJobRunner(context)];
  const act = await beginLargeDeletion();
  await vi.waitFor(async () => expect([await countNotes(), await jobs()]).toEqual([0, []]), { timeout: 15_000 });
  const steps = await sql<{ steps: number }>('SELECT steps FROM acts WHERE id = $1', [act]);
  expect(steps[0]?.steps).toBeLessThanOrEqual(4);
  const known = await sql<{ identifier: string }>('SELECT identifier FROM graphile_worker._private_known_crontabs');
  expect(known.map(({ identifier }) => identifier).sort()).toEqual(['addDueSearches', 'deleteExpired', 'recoverJobs']);
  await Promise.all(stops.map((stop) => stop()));
});

describe('a job that fails', () => {
  const fail = async () => {
    await addJob(db, { name: 'searchDuplicates', id: alice.id });
    await sql('ALTER TABLE duplicate_pairs RENAME TO away');
    const error = vi.spyOn(log, 'error').mockImplementation(() => {});
    await runJobs(app).finally(() => sql('ALTER TABLE away RENAME TO duplicate_pairs'));
    return error.mock.calls;
  };

  test('is logged, without what the statement said', async () => {
    await sql(`UPDATE contacts SET first_name = 'Bonifacy'`);
    const logged = await fail();
    expect(logged).toEqual([[{ err: expect.any(Error), job: 'searchDuplicates' }, expect.stringContaining('failed')]]);
    const kept = await sql('SELECT last_error, payload FROM graphile_worker._private_jobs');
    expect(kept).toEqual([
      { last_error: 'PrismaClientKnownRequestError P2010', payload: { id: alice.id, user: alice.id } },
    ]);
  });

  test('is shown to administrators, who let it be tried again', async () => {
    await fail();
    const boss = await signedIn(app, await createUser(app, 'boss', { is_staff: true }));
    const page = dom(await boss.get('/admin/'));
    expect(page('#jobs-title').parent().find('tbody tr').text()).toContain('Duplicate searches');
    expect(page('.admin-warnings').text()).toContain('Some background jobs failed');
    expect((await boss.post('/admin/jobs/retry/')).headers['location']).toBe('/admin/');
    expect(dom(await boss.get('/admin/'))('.flash p').text()).toContain('1 failed job will be retried.');
    expect(await sql(`SELECT details FROM audit_log WHERE action = 'jobs_retried'`)).toEqual([
      { details: { count: 1 } },
    ]);
    await runJobs(app);
    expect([await jobs(), (await sql('SELECT searched_at FROM duplicate_searches')).length]).toEqual([[], 1]);
  });

  test('is nobody else’s business', async () => {
    await fail();
    expect((await browser.post('/admin/jobs/retry/')).status).toBe(404);
    expect(await jobs()).toMatchObject([{ attempts: 1 }]);
  });
});
