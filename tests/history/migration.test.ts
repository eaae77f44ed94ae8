// What was in the trash and what imports had recorded before there was a history can still be undone.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type OwnedDb, ownedBy } from '../../src/db/owned.ts';
import { undoImport } from '../../src/imports/run/undoImport.service.ts';
import { restoreTrash } from '../../src/trash/restore.service.ts';
import { listTrash } from '../../src/trash/trashList.service.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';

const now = new Date();
let url: string;
let folder: string;
let database: Database;
let db: OwnedDb;

beforeAll(async () => {
  const name = `crm_history_${randomUUID().replaceAll('-', '')}`;
  await sql(`CREATE DATABASE ${name}`);
  url = (await testDatabaseUrl()).replace(/[^/]+$/, name);
  folder = mkdtempSync(join(tmpdir(), 'mini-crm-history-'));
  for (const one of readdirSync('prisma/migrations').filter((one) => one < '20261129')) {
    cpSync(join('prisma/migrations', one), join(folder, one), { recursive: true });
  }
  await migrate(url, folder);
  database = connect(url);
  await database.pool.query(before);
  await migrate(url);
  db = ownedBy(database, 1, { cause: 'form', actorId: 1 });
});

afterAll(async () => {
  await database.close();
  await dropDatabase(url);
  rmSync(folder, { recursive: true });
});

// A company whose contact stays, a contact with an entry and a task, and an import that created one and filled in
// another.
const before = `
  INSERT INTO users (username, password_hash) VALUES ('alice', '-');
  INSERT INTO contacts (user_id, id, first_name) VALUES (1, 1, 'Stays'), (1, 2, 'Filled'), (1, 3, 'Created'), (1, 4, 'Changed since');
  UPDATE contacts SET email = 'a@example.com' WHERE id = 2;
  UPDATE contacts SET updated_at = created_at + interval '1 hour' WHERE id = 4;
  SELECT setval('contacts_id_seq', 100), setval('companies_id_seq', 100), setval('interactions_id_seq', 100), setval('tasks_id_seq', 100);
  INSERT INTO trash (user_id, kind, record_id, title, about, interactions, tasks, people, is_sample, records, deleted_at) VALUES
    (1, 'companies', 7, 'Dąb', '', 0, 0, 1, false, json_build_object(
      'companies', json_build_array(json_build_object('user_id', 1, 'id', 7, 'name', 'Dąb', 'website', '', 'industry', '',
        'address', '', 'is_sample', false, 'created_at', now(), 'updated_at', now(), 'search_text', 'x')),
      'contacts.company_id', json_build_array(json_build_array(1, 7))), now() - interval '2 days'),
    (1, 'contacts', 9, 'Jan', '', 1, 1, 0, false, json_build_object(
      'contacts', json_build_array(json_build_object('user_id', 1, 'id', 9, 'company_id', NULL, 'first_name', 'Jan', 'last_name', '',
        'email', '', 'phone', '', 'position', '', 'status', 'lead', 'notes', '', 'is_sample', false,
        'created_at', now(), 'updated_at', now(), 'search_text', 'x', 'status_since', now())),
      'interactions', json_build_array(json_build_object('user_id', 1, 'id', 5, 'contact_id', 9, 'interaction_type', 'call',
        'content', 'said', 'occurred_at', now(), 'is_sample', false, 'created_at', now(), 'updated_at', now(), 'search_text', 'x')),
      'tasks', json_build_array(json_build_object('user_id', 1, 'id', 6, 'contact_id', 9, 'interaction_id', 5, 'title', 'Call',
        'description', '', 'status', 'todo', 'priority', 'normal', 'repeat', 'never', 'is_sample', false,
        'created_at', now(), 'updated_at', now(), 'search_text', 'x')),
      'summaries', NULL, 'tasks.contact_id', json_build_array(json_build_array(6, 9)),
      'tasks.interaction_id', json_build_array(json_build_array(6, 5))), now() - interval '1 day'),
    (1, 'tasks', 8, 'Restored', '', 0, 0, 0, false, NULL, now() - interval '1 day');
  INSERT INTO imports (user_id, id, name, state, file, plan, made, created_at, done_at) VALUES (1, 1, 'people.csv', 'done', '', '{}',
    '{"contacts":[3,4],"companies":[],"filled":[{"id":2,"email":"a@example.com","updated_at":"2026-11-01T10:00:00Z"}]}', now(), now());`;

test('the trash lists what was in it, with what went along', async () => {
  const { rows } = await listTrash(db, 1, now);
  expect(
    rows.map(({ kind, title, interactions, tasks, people }) => [kind, title, interactions, tasks, people]),
  ).toEqual([
    ['contacts', 'Jan', 1, 1, 0],
    ['companies', 'Dąb', 0, 0, 1],
  ]);
});

test('what was in the trash is restored with its links', async () => {
  const { rows } = await listTrash(db, 1, now);
  for (const { id } of rows) await restoreTrash(db, id, now);
  expect(await db.contact.findUniqueOrThrow({ where: db.key(1) })).toMatchObject({ company_id: 7 });
  expect(await db.task.findUniqueOrThrow({ where: db.key(6) })).toMatchObject({ contact_id: 9, interaction_id: 5 });
  expect(await db.interaction.findUniqueOrThrow({ where: db.key(5) })).toMatchObject({ content: 'said' });
});

test('an import is undone, but for who was changed since', async () => {
  expect((await undoImport(db, 1, new Date()))?.counts).toEqual({ contacts: 1, companies: 0, cleared: 1, kept: 1 });
  expect(await db.contact.findUniqueOrThrow({ where: db.key(2) })).toMatchObject({ email: '' });
  expect(await db.contact.findMany({ where: { id: { in: [3, 4] } }, select: { id: true } })).toEqual([{ id: 4 }]);
});
