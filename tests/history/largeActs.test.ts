// Deletions and undos that are too large for one transaction: in steps, through a crash, and back to what was.
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { runAct } from '../../src/history/runActs.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { sql } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { resumeJobs, runJobs } from '../support/jobs.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();
const timeout = 300_000;
let contact: number;

/** Notes of `bytes` bytes each on one contact, and a task. */
async function writeNotes(count: number, bytes: number): Promise<void> {
  ({ id: contact } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan' } }));
  await sql(
    `INSERT INTO interactions (user_id, contact_id, content, occurred_at, created_at, updated_at)
     SELECT $1, $2, n || ' ' || repeat('słowo ', $3 / 7), now() - n * interval '1 minute', now(), now()
     FROM generate_series(1, $4) n`,
    [alice.id, contact, bytes, count],
  );
  await db.task.create({ data: { user_id: alice.id, contact_id: contact, title: 'call' } });
}

/** A process that ends after so many steps. */
const dyingAfter = (steps: number) => {
  let left = steps;
  return () => left-- <= 0;
};

const countNotes = async () => (await sql<{ n: number }>('SELECT count(*)::int AS n FROM interactions'))[0]?.n;

describe('a contact with more notes than one transaction deletes', () => {
  beforeEach(() => writeNotes(1_200, 200));

  test('is deleted and restored in steps, to the last column', { timeout }, async () => {
    const before = await dumpOf(alice);
    const { act, change } = await deleteRecord(db, { kind: 'contacts', id: contact });
    expect(change).toBeUndefined();
    await runAct(db, act);
    expect(await db.contact.count()).toBe(0);
    expect(await undoAct(db, act, { at: new Date() })).toMatchObject({ state: 'done', kept: [] });
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('is deleted by its page, which leads to the progress, and stands in the trash once', { timeout }, async () => {
    const response = await browser.post(`/contacts/${contact}/delete/`);
    expect(response.status).toBe(303);
    await runJobs(app);
    expect(await db.contact.count()).toBe(0);
    expect((await browser.get('/trash/')).text).toMatch(/1,?200 entries/);
  });

  test('is gone after a process died in the middle and another went on', { timeout }, async () => {
    const { act } = await deleteRecord(db, { kind: 'contacts', id: contact });
    await runAct(db, act, dyingAfter(2));
    expect(await countNotes()).toBeGreaterThan(0);
    expect(await undoAct(db, act, { at: new Date() })).toEqual({ state: 'unfinished' });
    await resumeJobs(app);
    expect([await countNotes(), await db.contact.count()]).toEqual([0, 0]);
  });
});

test('a second press while a contact is deleted joins the deletion', { timeout }, async () => {
  await writeNotes(2_000, 100);
  const before = await dumpOf(alice);
  const { act } = await deleteRecord(db, { kind: 'contacts', id: contact });
  // What is left is few enough to be deleted at once.
  await runAct(db, act, dyingAfter(4));
  expect(await countNotes()).toBeLessThan(1_000);
  expect(await deleteRecord(db, { kind: 'contacts', id: contact })).toEqual({ act, change: undefined });
  await Promise.all([runAct(db, act), runAct(db, act)]);
  await resumeJobs(app);
  expect(await db.contact.count()).toBe(0);
  await undoAct(db, act, { at: new Date() });
  expect(await dumpOf(alice)).toEqual(before);
});

describe('the undo of a large act', () => {
  test('is joined by a second press, and not undone before its end', { timeout }, async () => {
    await writeNotes(6_000, 100);
    const before = await dumpOf(alice);
    const { act } = await deleteRecord(db, { kind: 'contacts', id: contact });
    await runAct(db, act);
    const undone = await undoAct(db, act, { at: new Date() });
    if (undone.state !== 'running') throw new Error('It was not large.');
    await runAct(db, undone.act, dyingAfter(5));
    expect(await undoAct(db, act, { at: new Date() })).toEqual(undone);
    expect(await undoAct(db, undone.act, { at: new Date() })).toEqual({ state: 'unfinished' });
    await Promise.all([runAct(db, undone.act), runAct(db, undone.act)]);
    await resumeJobs(app);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('goes on after a process died in the middle', { timeout }, async () => {
    await writeNotes(6_000, 100);
    const before = await dumpOf(alice);
    const { act } = await deleteRecord(db, { kind: 'contacts', id: contact });
    await runAct(db, act);
    const undone = await undoAct(db, act, { at: new Date() });
    if (undone.state !== 'running') throw new Error('It was not large.');
    await runAct(db, undone.act, dyingAfter(5));
    expect(await countNotes()).toBeLessThan(6_000);
    await Promise.all([resumeJobs(app), resumeJobs(app)]);
    await resumeJobs(app);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test.runIf(exhaustive).each([3_000, 6_000])('of %i notes of 12 kB', { timeout }, async (count) => {
    await writeNotes(count, 12_000);
    const before = await sql('SELECT md5(string_agg(i::text, chr(10) ORDER BY id)) FROM interactions i');
    const { act } = await deleteRecord(db, { kind: 'contacts', id: contact });
    await runAct(db, act);
    const undone = await undoAct(db, act, { at: new Date() });
    if (undone.state === 'running') await runAct(db, undone.act);
    expect(await sql('SELECT md5(string_agg(i::text, chr(10) ORDER BY id)) FROM interactions i')).toEqual(before);
  });
});

describe('the undo of an import', () => {
  const [added, updated, edited] = exhaustive ? [3_000, 2_000, 50] : [60, 40, 5];

  test('leaves what was edited since, tells it, and has the rest as before', { timeout }, async () => {
    await sql(
      `INSERT INTO contacts (user_id, first_name, email) SELECT $1, 'there ' || n, n || '@example.com' FROM generate_series(1, $2) n`,
      [alice.id, updated],
    );
    await sql('DELETE FROM acts');
    const before = await dumpOf(alice);
    const act = await db.withCause('import').transaction(
      async (tx) => {
        await tx.read(`UPDATE contacts SET position = 'filled in', updated_at = now() WHERE user_id = $1`);
        await tx.read(
          `INSERT INTO contacts (user_id, first_name) SELECT $1::int, 'new ' || n FROM generate_series(1, :added::int) n`,
          { added },
        );
        return tx.act();
      },
      { timeout: 120_000 },
    );
    const mine = (await db.contact.findMany({ take: edited, orderBy: { id: 'asc' } })).map(({ id }) => id);
    await db.contact.updateMany({ where: { id: { in: mine } }, data: { position: 'mine' } });
    const undone = await undoAct(db, act, { at: new Date() });
    if (undone.state !== 'done') throw new Error(undone.state);
    expect(undone.kept.map(({ record_id, field, reason }) => [record_id, field, reason])).toEqual(
      mine.map((id) => [id, 'position', 'changed']),
    );
    const after = await dumpOf(alice);
    const others = (dump: Record<string, unknown[]>) =>
      (dump['contacts'] as { id: number }[]).filter(({ id }) => !mine.includes(id));
    expect(others(after)).toEqual(others(before));
    expect(await db.contact.count({ where: { position: 'mine' } })).toBe(edited);
  });
});
