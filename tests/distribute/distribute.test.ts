// `npm run distribute` on plain PostgreSQL, and on one with a double of the extension.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { distribute } from '../../src/distribute/distribute.ts';
import { planDistribution } from '../../src/distribute/distribution.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';

const double = readFileSync(new URL('../support/citusDouble.sql', import.meta.url), 'utf8');

test('without the extension nothing is changed, and the sentence names the cure', async () => {
  const before = await sql('SELECT conname, oid FROM pg_constraint ORDER BY 2');
  await expect(distribute(await testDatabaseUrl(), () => {})).rejects.toThrow(/no Citus.*CREATE EXTENSION citus/);
  expect(await sql('SELECT conname, oid FROM pg_constraint ORDER BY 2')).toEqual(before);
});

test('triggers are allowed before anything else', () => {
  const [step, ...rest] = planDistribution({
    database: 'a"b',
    allowsTriggers: false,
    tables: [],
    keys: [],
    droppedKeys: [],
  });
  expect(rest).toEqual([]);
  expect(step?.sql).toMatch(/^ALTER DATABASE "a""b" SET citus\.enable_unsafe_triggers TO on; SET/);
});

describe('with the extension', () => {
  let url: string;
  beforeEach(async () => {
    const name = `crm_distribute_${randomUUID().replaceAll('-', '')}`;
    await sql(`CREATE DATABASE ${name} TEMPLATE ${inject('testDatabase').prefix}`);
    await sql(`ALTER DATABASE ${name} SET search_path = public, citus_double, pg_catalog`);
    url = (await testDatabaseUrl()).replace(/[^/]+$/, name);
    await ask(double);
  });
  afterEach(() => dropDatabase(url));

  async function ask(text: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return (await client.query(text).finally(() => client.end())).rows;
  }

  const keys = () =>
    ask(`SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`);
  const places = () => ask('SELECT logicalrelid::text AS name, beside FROM pg_dist_partition ORDER BY 1');

  /** Ends the command before its step of that number. */
  async function run(endAt = Number.POSITIVE_INFINITY): Promise<string[]> {
    const said: string[] = [];
    await distribute(url, (sentence) => {
      if (said.length >= endAt) throw new Error('ended');
      said.push(sentence);
    });
    return said;
  }

  test('tables are copied or distributed beside each other, old rows go, and all keys are back', async () => {
    await ask(`INSERT INTO users (username, password_hash) VALUES ('alice', 'x');
      INSERT INTO companies (user_id, id, name) SELECT id, 1, 'Dąb' FROM users;
      INSERT INTO contacts (user_id, company_id, first_name) SELECT id, 1, 'Jan' FROM users`);
    const before = await keys();
    const said = await run();
    expect(said[0]).toMatch(/^No other machine is known/);
    expect(said.at(-1)).toMatch(
      /^Done: \d+ tables are distributed by their owner, and every machine has a copy of 3\.$/,
    );
    expect(await keys()).toEqual(before);
    const found = await places();
    expect(found.filter(({ beside }) => beside === null).map(({ name }) => name)).toEqual([
      'email_changes',
      'password_resets',
      'users',
    ]);
    expect(found.filter(({ beside }) => beside === 'none').map(({ name }) => name)).toEqual(['profiles']);
    expect(found.map(({ name }) => name)).toEqual(
      (
        await ask(`SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND (c.relname = 'users' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'user_id'))
        ORDER BY 1`)
      ).map(({ name }) => name),
    );
    expect(await ask('SELECT FROM old_rows')).toEqual([]);
    expect(await ask(`SELECT to_regclass('distribution_keys') AS notes`)).toEqual([{ notes: null }]);
    expect(await ask('SELECT first_name, name FROM contacts JOIN companies USING (user_id)')).toHaveLength(1);

    expect((await run()).at(-1)).toBe('Everything is distributed already; nothing was changed.');
  });

  test.each([3, 8, 60, 100])('ended before step %i it goes on where it was', async (endAt) => {
    const before = await keys();
    await expect(run(endAt)).rejects.toThrow('ended');
    await run();
    expect(await keys()).toEqual(before);
    expect((await run()).at(-1)).toMatch(/nothing was changed/);
  });

  test('a table that came later is distributed alone', async () => {
    await run();
    await ask(`CREATE TABLE later (user_id INTEGER REFERENCES users, contact_id INTEGER, PRIMARY KEY (user_id, contact_id),
      FOREIGN KEY (user_id, contact_id) REFERENCES contacts (user_id, id))`);
    const said = await run();
    expect(said.filter((sentence) => /^The table/.test(sentence))).toEqual([
      'The table later is distributed by its owner.',
    ]);
    expect(said.filter((sentence) => /is back\.$/.test(sentence))).toHaveLength(2);
  });

  test('while others are connected it is refused', async () => {
    const other = new Client({ connectionString: url });
    await other.connect();
    await expect(run()).rejects.toThrow('1 other connections use this database. Stop Mini CRM');
    await other.end();
    expect(await places()).toEqual([]);
  });
});
