// The database as one user sees it: what Prisma is told, and what is refused.
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { jsonColumns } from '../../src/db/ownedArguments.ts';
import { createUser, dbOf, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

let app: TestApp;
let alice: User;
let bob: User;
let db: OwnedDb;

beforeAll(async () => {
  app = await testApp();
  await emptyDatabase();
  alice = await createUser(app, 'alice');
  bob = await createUser(app, 'bob');
  db = dbOf(app, alice);
});

const companyOf = (user: User, name = 'Dąb') => dbOf(app, user).company.create({ data: { user_id: user.id, name } });

describe('a change by Prisma', () => {
  const tables = ['companies', 'contacts', 'summaries'];

  afterEach(async () => {
    for (const table of tables) await sql(`DROP TRIGGER owner_named ON ${table}`);
    await sql('DROP FUNCTION owner_named');
  });

  test('does not name the owner', async () => {
    const { id } = await companyOf(alice);
    const person = await db.contact.create({ data: { user_id: alice.id, first_name: 'Jan' } });
    await refuseOwnerInUpdates();
    await expect(sql('UPDATE companies SET user_id = user_id')).rejects.toThrow('the owner is named');

    expect(await db.company.update({ where: db.key(id), data: { name: 'Lipa' } })).toMatchObject({ name: 'Lipa' });
    expect(await db.company.updateMany({ where: { id }, data: { name: 'Buk' } })).toEqual({ count: 1 });
    const [changed] = await db.company.updateManyAndReturn({ where: { id }, data: { user_id: bob.id, name: 'Grab' } });
    expect(changed).toMatchObject({ user_id: alice.id, name: 'Grab' });
    for (const model of ['a', 'b']) await keepSummary(person.id, model);
    expect(await db.summary.findMany()).toMatchObject([{ user_id: alice.id, contact_id: person.id, model: 'b' }]);
  });

  async function keepSummary(contact_id: number, model: string): Promise<void> {
    const row = {
      content: {},
      locale: 'en',
      provider: 'x',
      model,
      tokens_in: 1,
      tokens_out: 1,
      made_at: new Date(),
    } as const;
    const where = { user_id_contact_id: { user_id: alice.id, contact_id } };
    await db.summary.upsert({ where, create: { ...row, user_id: alice.id, contact_id }, update: row });
  }

  async function refuseOwnerInUpdates(): Promise<void> {
    await sql(`CREATE FUNCTION owner_named() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE 'the owner is named'; END $$`);
    for (const table of tables) {
      await sql(`CREATE TRIGGER owner_named BEFORE UPDATE OF user_id ON ${table} EXECUTE FUNCTION owner_named()`);
    }
  }
});

test('whatever stands in a row, it is made for the owner', async () => {
  const made = await db.company.create({ data: { user_id: bob.id, name: 'Dąb' } });
  const [more] = await db.company.createManyAndReturn({ data: [{ user_id: bob.id, name: 'Dąb' }] });
  expect([made.user_id, more?.user_id]).toEqual([alice.id, alice.id]);
});

test('rows of somebody else are neither found, changed nor deleted', async () => {
  const { id } = await companyOf(bob, 'Bobs');
  expect(await db.company.findMany({ where: { id } })).toEqual([]);
  expect(await db.company.updateMany({ where: { id, user_id: bob.id }, data: { name: 'Mine' } })).toEqual({ count: 0 });
  await expect(db.company.delete({ where: { user_id_id: { user_id: bob.id, id } } })).rejects.toThrow();
  expect(await sql('SELECT name FROM companies WHERE id = $1', [id])).toEqual([{ name: 'Bobs' }]);
});

test('a nested write is refused', async () => {
  const { id } = await companyOf(bob);
  const company = { connect: { user_id_id: { user_id: bob.id, id } } };
  const create = () => db.contact.create({ data: { first_name: 'Jan', company } as never });
  await expect(create).rejects.toThrow('Nested write refused: company');
});

describe('JSON', () => {
  test('takes every text: NUL and halves of surrogate pairs become U+FFFD', async () => {
    const lists = ['NUL \0', 'half \ud83d of a pair', 'and \udc18', '🐘 \\u0000', null, 1.5, true];
    const row = { user_id: alice.id, name: 'a.csv', file: new Uint8Array(), created_at: new Date() };
    const { id } = await db.contactImport.create({ data: { ...row, mapping: { lists: [lists] } } });
    const stored = ['NUL \ufffd', 'half \ufffd of a pair', 'and \ufffd', '🐘 \\u0000', null, 1.5, true];
    const { mapping, preview } = await db.contactImport.findUniqueOrThrow({ where: db.key(id) });
    expect([mapping, preview]).toEqual([{ lists: [stored] }, null]);
  });

  test('is what the columns of the schema say', () => {
    const models = readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm);
    const columns = [...models].flatMap(([, model = '', fields = '']) => {
      const names = [...fields.matchAll(/^ +(\w+) +Json\b/gm)].map(([, name]) => name);
      return names.length > 0 && isOwnedModel(model) ? [[model, names.sort()]] : [];
    });
    expect(Object.fromEntries(columns)).toEqual(jsonColumns);
    expect(columns).not.toEqual([]);
  });
});

function isOwnedModel(model: string): boolean {
  return typeof Object.entries(db).find(([name]) => name.toLowerCase() === model.toLowerCase())?.[1] === 'object';
}

describe('a statement of a service', () => {
  const text = `SELECT :name::text AS name, ':name' AS words, (SELECT max(id) FROM companies WHERE user_id = $1) AS id`;

  test('names its values, the same one twice if need be', async () => {
    const { id } = await companyOf(alice);
    const twice = `${text} WHERE :name = 'Jan' AND :other::int = 7`;
    expect(await db.read(twice, { other: 7, name: 'Jan' })).toEqual([{ name: 'Jan', words: ':name', id }]);
    expect(await db.transaction((tx) => tx.read(twice, { other: 8, name: 'Jan' }))).toEqual([]);
  });

  test('is refused without one of them', async () => {
    await expect(db.read(text, { nam: 'Jan' })).rejects.toThrow('A statement lacks the value of :name');
  });

  test('is refused when a table is not bound to the owner, in a transaction as well', async () => {
    const unbound = 'SELECT c.id FROM companies c, contacts p WHERE c.user_id = $1';
    await expect(db.read(unbound)).rejects.toThrow('Not bound to the owner: contacts p');
    await expect(db.transaction((tx) => tx.read(unbound))).rejects.toThrow('Not bound to the owner: contacts p');
  });
});
