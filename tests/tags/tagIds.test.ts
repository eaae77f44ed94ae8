// Tags on a record are ids in the row itself: the database guards them, and the history undoes them one by one.
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { findOrCreateTags, listTags } from '../../src/tags/tags.service.ts';
import { createUser, dbOf } from '../support/app.ts';
import { dumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, db } = await useSignedIn();
let contact: number;
beforeEach(async () => {
  contact = (await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan' } })).id;
});

const setTags = async (...names: string[]) => {
  const tag_ids = await findOrCreateTags(db, names);
  await db.contact.update({ where: db.key(contact), data: { tag_ids } });
  return db.lastAct ?? 0;
};
const tagsOf = async () => {
  const { tag_ids } = await db.contact.findUniqueOrThrow({ where: db.key(contact) });
  return (await listTags(db)).filter(({ id }) => tag_ids.includes(id)).map(({ name }) => name);
};
const undo = (act: number) => undoAct(db, act, { at: new Date() });

describe('tags of a name', () => {
  test('are one without regard to case and accents', async () => {
    const [first] = await findOrCreateTags(db, ['Święta']);
    expect(await findOrCreateTags(db, ['swieta', 'ŚWIĘTA'])).toEqual([first]);
  });

  test('are created at the same time once', async () => {
    await Promise.all([findOrCreateTags(db, ['VIP']), findOrCreateTags(db, ['vip'])]);
    expect(await listTags(db)).toHaveLength(1);
  });
});

describe('the database', () => {
  test('leaves out the tags of others and those that do not exist', async () => {
    const stranger = dbOf(app, await createUser(app, 'stranger'));
    const [theirs = 0] = await findOrCreateTags(stranger, ['theirs']);
    const [own = 0] = await findOrCreateTags(db, ['own']);
    await db.contact.update({ where: db.key(contact), data: { tag_ids: [theirs, own, own, 2_000_000_000] } });
    expect(await db.contact.findUnique({ where: db.key(contact) })).toMatchObject({ tag_ids: [own] });
  });

  test('finds a contact by its tag, also by its new name', async () => {
    await setTags('Hurt');
    const text = async () => (await db.contact.findUniqueOrThrow({ where: db.key(contact) })).search_text;
    expect(await text()).toContain('\n#hurt\n');
    const [id = 0] = await findOrCreateTags(db, ['Hurt']);
    await db.tag.update({ where: db.key(id), data: { name: 'Detal' } });
    expect(await text()).toContain('\n#detal\n');
  });

  test('deletes the tags of a user who is deleted', async () => {
    await setTags('Hurt');
    await app.database.prisma.user.delete({ where: { id: alice.id } });
    expect(await app.database.prisma.tag.count()).toBe(0);
  });
});

describe('undone', () => {
  test('one of two changes takes back its own tags only', async () => {
    const first = await setTags('Hurt', 'VIP');
    await setTags('Hurt', 'VIP', 'Allegro');
    expect(await undo(first)).toMatchObject({ state: 'done', kept: [] });
    expect(await tagsOf()).toEqual(['Allegro']);
  });

  test('a removal gives back what was removed', async () => {
    await setTags('Hurt', 'VIP');
    const removal = await setTags('VIP');
    await setTags('VIP', 'Allegro');
    await undo(removal);
    expect(await tagsOf()).toEqual(['Allegro', 'Hurt', 'VIP']);
  });

  test('the deletion of a tag puts it back where it was', async () => {
    await setTags('Hurt', 'VIP');
    const [id = 0] = await findOrCreateTags(db, ['Hurt']);
    const before = await dumpOf(alice);
    const { act } = await deleteRecord(db, { kind: 'tags', id });
    expect(await tagsOf()).toEqual(['VIP']);
    await undo(act);
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('an act that created a tag leaves it where others use it by now', async () => {
    const act = await db.transaction(async (tx) => {
      const tag_ids = await findOrCreateTags(tx, ['Fair']);
      await tx.contact.update({ where: tx.key(contact), data: { tag_ids } });
      return tx.act();
    });
    const tag_ids = await findOrCreateTags(db, ['Fair']);
    const other = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ola', tag_ids } });
    expect(await undo(act)).toMatchObject({ kept: [{ kind: 'tags', reason: 'in_use' }] });
    expect(await tagsOf()).toEqual([]);
    expect(await db.contact.findUniqueOrThrow({ where: db.key(other.id) })).toMatchObject({ tag_ids });
  });
});
