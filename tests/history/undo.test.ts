// The undo of single acts, and the links that come back in whatever order.
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { createUser, dbOf } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createRecords, dumpOf, fullDumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser, db } = await useSignedIn();
const day = 86_400_000;
let ids: LinkedIds;
beforeEach(async () => {
  ids = await createRecords(app, alice);
});

const undo = (act: number | undefined, at = new Date()) => undoAct(db, act ?? 0, { at });

describe('restored in any order, links come back', () => {
  test.each([
    ['the company after its contact', ['contacts', 'companies'] as const],
    ['the contact after its company', ['companies', 'contacts'] as const],
  ])('%s', async (_, order) => {
    const before = await dumpOf(alice);
    const idOf = { contacts: ids.contact, companies: ids.company };
    const acts = { contacts: 0, companies: 0 };
    for (const kind of order) acts[kind] = (await deleteRecord(db, { kind, id: idOf[kind] })).act;
    for (const kind of order) await undo(acts[kind]);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('the contact after its task', async () => {
    const before = await dumpOf(alice);
    const task = await deleteRecord(db, { kind: 'tasks', id: ids.task });
    const contact = await deleteRecord(db, { kind: 'contacts', id: ids.contact });
    await undo(task.act);
    expect(await db.task.findUniqueOrThrow({ where: db.key(ids.task) })).toMatchObject({ contact_id: null });
    await undo(contact.act);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('a task that had left a contact, which is deleted since, gets its link with the contact', async () => {
    const before = await dumpOf(alice);
    await db.task.update({ where: db.key(ids.task), data: { contact_id: null } });
    const moved = db.lastAct;
    const contact = await deleteRecord(db, { kind: 'contacts', id: ids.contact });
    await undo(moved);
    expect(await db.task.findUniqueOrThrow({ where: db.key(ids.task) })).toMatchObject({ contact_id: null });
    await undo(contact.act);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('an entry stays deleted without its contact, says so, and comes back after it', async () => {
    const before = await dumpOf(alice);
    const entry = await deleteRecord(db, { kind: 'interactions', id: ids.interaction });
    const contact = await deleteRecord(db, { kind: 'contacts', id: ids.contact });
    expect(await undo(entry.act)).toMatchObject({
      kept: [{ kind: 'interactions', record_id: ids.interaction, field: '', reason: 'no_parent' }],
    });
    expect(await db.interaction.count()).toBe(0);
    await undo(contact.act);
    await undo(entry.act);
    expect(await dumpOf(alice)).toEqual(before);
  });
});

describe('an act', () => {
  const edit = async (data: { first_name?: string; position?: string }) => {
    await db.contact.update({ where: db.key(ids.contact), data });
    return db.lastAct;
  };
  const contact = () => db.contact.findUniqueOrThrow({ where: db.key(ids.contact) });

  test('is undone, done again, and undone again', async () => {
    const before = await dumpOf(alice);
    const act = await edit({ first_name: 'Anna' });
    const undone = await undo(act);
    expect(await dumpOf(alice)).toEqual(before);
    const again = await undo('act' in undone ? undone.act : 0);
    expect(await contact()).toMatchObject({ first_name: 'Anna' });
    await undo('act' in again ? again.act : 0);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('that deleted a contact and is done again leaves a task that is no longer theirs', async () => {
    const task = await db.task.create({ data: { user_id: alice.id, title: 'Call' } });
    await db.task.update({ where: db.key(task.id), data: { contact_id: ids.contact } });
    const moved = db.lastAct;
    const undone = await undo((await deleteRecord(db, { kind: 'contacts', id: ids.contact })).act);
    await undo(moved);
    expect(await undo('act' in undone ? undone.act : 0)).toMatchObject({
      kept: [{ kind: 'tasks', record_id: task.id, field: '', reason: 'in_use' }],
    });
    expect(await db.contact.count()).toBe(0);
    expect(await db.task.findMany()).toMatchObject([{ id: task.id, contact_id: null }]);
  });

  test('leaves what was changed since, and tells it', async () => {
    const act = await edit({ first_name: 'Anna', position: 'Boss' });
    await edit({ first_name: 'Ewa' });
    expect(await undo(act)).toMatchObject({
      state: 'done',
      kept: [{ kind: 'contacts', record_id: ids.contact, field: 'first_name', reason: 'changed' }],
    });
    expect(await contact()).toMatchObject({ first_name: 'Ewa', position: 'Stolarz' });
  });

  test('whose later one is undone as well leaves what was before both', async () => {
    const [first, second] = [await edit({ first_name: 'Anna' }), await edit({ first_name: 'Ewa' })];
    await undo(first);
    await undo(second);
    expect(await contact()).toMatchObject({ first_name: 'Jan' });
  });

  test('is undone once, also from two windows', async () => {
    const act = await edit({ first_name: 'Anna' });
    const states = (await Promise.all([undo(act), undo(act)])).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['done', 'nothing']);
  });

  test('can be undone for thirty days', async () => {
    const act = await edit({ first_name: 'Anna' });
    expect(await undo(act, new Date(Date.now() + 30 * day + 1000))).toEqual({ state: 'too_late' });
    expect(await undo(act, new Date(Date.now() + 30 * day - 60_000))).toMatchObject({ state: 'done' });
  });

  test('of somebody else, or of nobody, is not found', async () => {
    const bob = dbOf(app, await createUser(app, 'bob'));
    const act = await edit({ first_name: 'Anna' });
    const before = await fullDumpOf(alice);
    await expect(undoAct(bob, act ?? 0, { at: new Date() })).rejects.toThrow();
    await expect(undoAct(db, 999_999, { at: new Date() })).rejects.toThrow();
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test('that created a record somebody wrote on since keeps it', async () => {
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'New' } });
    const act = db.lastAct;
    await db.interaction.create({ data: { user_id: alice.id, contact_id: id, content: 'said' } });
    expect(await undo(act)).toMatchObject({ kept: [{ kind: 'contacts', record_id: id, field: '', reason: 'in_use' }] });
    expect(await db.contact.count({ where: { id } })).toBe(1);
  });

  test('gives a status back with the day since when it was', async () => {
    await sql(`UPDATE contacts SET status_since = '2020-01-01'`);
    const before = await contact();
    await db.contact.update({ where: db.key(ids.contact), data: { status: 'customer' } });
    await undo(db.lastAct);
    expect(await contact()).toEqual(before);
  });
});

describe('from the message', () => {
  test('a new contact is taken back, to the list', async () => {
    const response = await browser.post('/contacts/create/', { first_name: 'Zofia' });
    const page = await browser.get(String(response.headers['location']));
    const action = /action="(\/activity\/\d+\/undo\/[^"]*)"/.exec(page.text)?.[1] ?? '';
    const undone = await browser.post(action.replaceAll('&amp;', '&'));
    expect([undone.status, undone.headers['location']]).toEqual([303, '/contacts/']);
    expect(await db.contact.count({ where: { first_name: 'Zofia' } })).toBe(0);
  });
});

test('a change past the application is kept, too, by the system', async () => {
  await sql(`UPDATE contacts SET first_name = 'Past' WHERE id = $1`, [ids.contact]);
  expect(
    await sql(
      `SELECT c.field, c.old, c.new, a.cause, a.actor_id FROM changes c JOIN acts a USING (user_id)
       WHERE a.id = c.act_id AND c.record_id = $1 AND c.kind = 'contacts' AND c.new = '"Past"'`,
      [ids.contact],
    ),
  ).toEqual([{ field: 'first_name', old: 'Jan', new: 'Past', cause: 'system', actor_id: null }]);
});

test('a user who is deleted takes the history along', async () => {
  await sql('DELETE FROM users WHERE id = $1', [alice.id]);
  expect(await sql('SELECT 1 FROM acts UNION ALL SELECT 1 FROM changes')).toEqual([]);
});
