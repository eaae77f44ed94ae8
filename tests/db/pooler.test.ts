import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { adaptToPooler, connectTo } from '../../src/db/pooler.ts';
import { prepared, sendUnprepared } from '../../src/db/sql/statement.ts';
import { testDatabaseUrl } from '../support/database.ts';

afterEach(() => sendUnprepared(false));

test('a server carries prepared statements', async () => {
  expect(await adaptToPooler(connectTo(await testDatabaseUrl()))).toBeUndefined();
  expect(prepared('SELECT 1', [])).toHaveProperty('name');
});

test('a pooler that mixes the statements of clients is recognized, and statements go unprepared', async () => {
  const url = await testDatabaseUrl();
  const connect = async () => {
    const client = await connectTo(url)();
    // What another client has left in the session.
    await client.query('PREPARE mini_crm_probe AS SELECT 2');
    return client;
  };
  expect(await adaptToPooler(connect)).toContain('max_prepared_statements = 200');
  expect(prepared('SELECT 1', [])).not.toHaveProperty('name');
});

test('another failure is none of a pooler', async () => {
  const connect = () =>
    Promise.resolve(
      Object.assign(new pg.Client(), { query: () => Promise.reject(new Error('x')), end: async () => {} }),
    );
  await expect(adaptToPooler(connect as never)).rejects.toThrow('x');
});
