import { beforeEach, expect, test } from 'vitest';
import { log } from '../../src/log/log.ts';
import { deleteExpired } from '../../src/server/jobs/deleteExpired.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';

beforeEach(async () => {
  log.level = 'silent';
  await emptyDatabase();
});

const isThere = `SELECT (SELECT count(*) FROM audit_log WHERE actor_id <> 0)::int AS audit, (SELECT count(*) FROM changes)::int AS changes`;

test('old lines of the log and old deleted records go by themselves, soon after the start', async () => {
  await sql(
    `INSERT INTO audit_log (at, actor_id, action) VALUES ('2019-01-01', 1, 'signed_in'), ('2999-01-01', 1, 'signed_in')`,
  );
  await sql(`INSERT INTO users (username, password_hash) VALUES ('alice', '')`);
  await sql(`INSERT INTO acts (user_id, cause, at)
    SELECT id, 'form', now() - days * interval '1 day' FROM users, unnest(ARRAY[29, 31]) days`);
  await sql(`INSERT INTO changes (user_id, kind, record_id, act_id, operation, old)
    SELECT user_id, 'tasks', id, id, 'delete', '{}' FROM acts`);
  await deleteExpired(await testDatabaseUrl());
  expect(await sql(isThere)).toEqual([{ audit: 1, changes: 1 }]);
});

test('files of accounts go that were not loaded within a day, and what a stopped load left', async () => {
  await sql(`INSERT INTO users (username, password_hash) VALUES ('alice', '')`);
  await sql(`INSERT INTO account_loads (user_id, name, state, created_at, touched_at, done_at)
    SELECT u.id, l.name, l.state, now() - l.age::interval, now(), now() - l.age::interval FROM users u, (VALUES
      ('a', 'ready', '25 hours'), ('b', 'refused', '25 hours'), ('c', 'ready', '23 hours'), ('d', 'running', '25 hours'),
      ('e', 'done', '25 hours'), ('f', 'done', '32 days')) l (name, state, age)`);
  await sql(`INSERT INTO account_load_rows (user_id, load_id, kind, record_id, record)
    SELECT user_id, id, 'contacts', 1, '{}' FROM account_loads`);
  const rows = `SELECT string_agg(l.name || ' ' || coalesce(r.record::text, ''), ',' ORDER BY l.name) AS rows
    FROM account_loads l JOIN account_load_rows r ON r.user_id = l.user_id AND r.load_id = l.id`;
  await deleteExpired(await testDatabaseUrl());
  expect(await sql(rows)).toEqual([{ rows: 'c {},d {},e ' }]);
});
