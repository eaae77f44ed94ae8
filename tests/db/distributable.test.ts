// What a distributed PostgreSQL needs of the schema (docs/scaling.md). Each rule is broken on purpose, too.
import { beforeAll, describe, expect, test } from 'vitest';
import { createUser, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { ownedTables } from '../support/distributedCatalog.ts';

const rules: Record<string, { finds: string; broken: string }> = {
  'every unique key begins with the owner': {
    finds: `SELECT i.indexrelid::regclass::text AS found FROM pg_index i JOIN (${ownedTables}) t ON t.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indisunique AND a.attname <> 'user_id'`,
    broken: 'CREATE UNIQUE INDEX broken_index ON passkeys (credential_id)',
  },
  'every owned table has a primary key': {
    finds: `SELECT relname AS found FROM (${ownedTables}) t
      WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
    broken: 'CREATE TABLE broken (user_id integer, id integer)',
  },
  'no key sets columns to nothing, and none follows a changed owner': {
    finds: `SELECT conname AS found FROM pg_constraint WHERE contype = 'f' AND (confdeltype IN ('n', 'd') OR confupdtype <> 'a')
      AND connamespace = current_schema()::regnamespace`,
    broken: `CREATE TABLE broken (user_id integer PRIMARY KEY REFERENCES users ON UPDATE CASCADE)`,
  },
  'keys among owned tables hold the owner on both sides': {
    finds: `SELECT conname AS found FROM pg_constraint k JOIN (${ownedTables}) f ON f.oid = k.conrelid
      JOIN (${ownedTables}) r ON r.oid = k.confrelid
      WHERE k.contype = 'f' AND NOT EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS pair (own, other)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'user_id'
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other AND b.attname = 'user_id')`,
    broken: `CREATE TABLE broken (user_id integer PRIMARY KEY, other integer REFERENCES profiles (user_id))`,
  },
  'no time is without its zone: comparing it with a moment depends on a setting': {
    finds: `SELECT t.relname || '.' || a.attname AS found FROM (${ownedTables}) t JOIN pg_attribute a ON a.attrelid = t.oid
      WHERE a.attnum > 0 AND a.atttypid = 'timestamp'::regtype`,
    broken: 'CREATE TABLE broken (user_id integer PRIMARY KEY, at timestamp)',
  },
  'no statement trigger inserts what it selects from its changed rows': {
    finds: `SELECT tgname AS found FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
      WHERE coalesce(tgoldtable, tgnewtable) IS NOT NULL
        AND p.prosrc ~* ('INSERT INTO[^;]*SELECT[^;]*FROM\\s+' || coalesce(tgoldtable, tgnewtable))`,
    broken: `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO merges SELECT * FROM changed; RETURN NULL; END';
      CREATE TRIGGER broken AFTER INSERT ON merges REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION broken()`,
  },
};

describe.each(Object.entries(rules))('%s', (_, { finds, broken }) => {
  const found = (text: string) => sql<{ found: string }>(text);

  test('holds', async () => {
    expect(await found(finds)).toEqual([]);
  });

  test('is noticed when broken', async () => {
    await sql(broken);
    try {
      expect(await found(finds)).toHaveLength(1);
    } finally {
      await sql(
        'DROP TABLE IF EXISTS broken; DROP FUNCTION IF EXISTS broken CASCADE; DROP INDEX IF EXISTS broken_index',
      );
    }
  });
});

describe('what belonged to a record that goes is detached', () => {
  let id: number;
  beforeAll(async () => {
    await emptyDatabase();
    ({ id } = await createUser(await testApp()));
  });

  test('people of a company, tasks of an entry, and a series that goes with one statement', async () => {
    await sql(`INSERT INTO companies (user_id, id, name) VALUES ($1, 1, 'Dąb')`, [id]);
    await sql(`INSERT INTO contacts (user_id, id, company_id, first_name) VALUES ($1, 1, 1, 'Jan')`, [id]);
    await sql(`INSERT INTO interactions (user_id, id, contact_id, content) VALUES ($1, 1, 1, 'x')`, [id]);
    await sql(
      `INSERT INTO tasks (user_id, id, contact_id, interaction_id, previous_id, title)
       VALUES ($1, 1, 1, 1, NULL, 'a'), ($1, 2, NULL, NULL, 1, 'b'), ($1, 3, 1, NULL, 2, 'c'), ($1, 4, 1, NULL, 3, 'd')`,
      [id],
    );
    await sql('DELETE FROM companies WHERE user_id = $1', [id]);
    await sql('DELETE FROM interactions WHERE user_id = $1', [id]);
    expect(await sql('SELECT company_id FROM contacts')).toEqual([{ company_id: null }]);
    expect(await sql('SELECT interaction_id FROM tasks WHERE id = 1')).toEqual([{ interaction_id: null }]);
    await sql('DELETE FROM contacts WHERE user_id = $1', [id]);
    expect(await sql('SELECT id, previous_id FROM tasks')).toEqual([{ id: 2, previous_id: null }]);
    await sql('DELETE FROM users WHERE id = $1', [id]);
    expect(await sql('SELECT id FROM tasks')).toEqual([]);
  });
});
