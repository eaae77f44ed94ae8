// Before this migration a note to oneself counted as the last contact.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';

let url: string;
let folder: string;
let database: Database;

beforeAll(async () => {
  const name = `crm_last_contact_${randomUUID().replaceAll('-', '')}`;
  await sql(`CREATE DATABASE ${name}`);
  url = (await testDatabaseUrl()).replace(/[^/]+$/, name);
  folder = mkdtempSync(join(tmpdir(), 'mini-crm-last-contact-'));
  for (const one of readdirSync('prisma/migrations').filter((one) => one < '20261129141000')) {
    cpSync(join('prisma/migrations', one), join(folder, one), { recursive: true });
  }
  await migrate(url, folder);
  database = connect(url);
  await database.pool.query(before);
  await migrate(url);
});

afterAll(async () => {
  await database.close();
  await dropDatabase(url);
  rmSync(folder, { recursive: true });
});

const before = `
  INSERT INTO users (username, password_hash) VALUES ('alice', '-'), ('bob', '-');
  INSERT INTO contacts (user_id, id, first_name, updated_at) SELECT u, c, 'x', '2026-01-01'
  FROM (VALUES (1, 1), (1, 2), (1, 3), (1, 4), (2, 1)) people(u, c);
  INSERT INTO interactions (user_id, contact_id, interaction_type, content, occurred_at) VALUES
    (1, 1, 'call', 'x', '2026-02-01'), (1, 1, 'note', 'x', '2026-02-03'), (1, 1, 'email', 'x', '2026-02-02'),
    (1, 2, 'note', 'x', '2026-02-05'),
    (1, 3, 'note', 'x', '2026-02-01'), (1, 3, 'meeting', 'x', '2026-02-04'),
    (2, 1, 'note', 'x', '2026-02-09'), (2, 1, 'meeting', 'x', '2026-01-09');
  SELECT setval('contacts_id_seq', 100);`;

test('the last contact becomes the last call, email or meeting of each person, and nothing else changes', async () => {
  const { rows } = await database.pool.query(`
    SELECT user_id, id, last_contact_at::date::text AS at, last_contact_type AS type, updated_at FROM contacts ORDER BY 1, 2`);
  const updated_at = new Date('2026-01-01');
  expect(rows).toEqual([
    { user_id: 1, id: 1, at: '2026-02-02', type: 'email', updated_at },
    { user_id: 1, id: 2, at: null, type: null, updated_at },
    { user_id: 1, id: 3, at: '2026-02-04', type: 'meeting', updated_at },
    { user_id: 1, id: 4, at: null, type: null, updated_at },
    { user_id: 2, id: 1, at: '2026-01-09', type: 'meeting', updated_at },
  ]);
  const written = `SELECT count(*)::int AS lines FROM changes WHERE kind = 'contacts' AND operation = 'update'`;
  expect((await database.pool.query(written)).rows).toEqual([{ lines: 0 }]);
});
