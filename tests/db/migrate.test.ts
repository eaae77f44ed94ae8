import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installJobQueue } from '../../src/db/jobQueue.ts';
import { migrate, pendingMigrations } from '../../src/db/migrate.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';

let url: string;
let folder: string;

beforeEach(async () => {
  const name = `crm_migrate_${randomUUID().replaceAll('-', '')}`;
  await sql(`CREATE DATABASE ${name}`);
  url = (await testDatabaseUrl()).replace(/[^/]+$/, name);
  folder = mkdtempSync(join(tmpdir(), 'mini-crm-migrations-'));
});

afterEach(async () => {
  await dropDatabase(url);
  rmSync(folder, { recursive: true });
});

test('applies the migrations of the project and records them as Prisma does', async () => {
  const names = readdirSync('prisma/migrations')
    .filter((name) => !name.includes('.'))
    .sort();
  expect(await pending()).toEqual(names);
  expect(await migrate(url)).toEqual(names);
  expect(await pending()).toEqual([]);
  expect(await migrate(url)).toEqual([]);
  const [first] = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1');
  const script = readFileSync(`prisma/migrations/${names[0]}/migration.sql`);
  expect(first).toMatchObject({
    migration_name: names[0],
    checksum: createHash('sha256').update(script).digest('hex'),
    finished_at: expect.any(Date),
    rolled_back_at: null,
    applied_steps_count: 1,
  });
});

test('applies new migrations only, in the order of their names', async () => {
  addMigration('2_second', 'ALTER TABLE things ADD b int');
  addMigration('1_first', 'CREATE TABLE things (a int)');
  expect(await migrate(url, folder)).toEqual(['1_first', '2_second']);
  addMigration('3_third', 'INSERT INTO things VALUES (1, 2)');
  expect(await migrate(url, folder)).toEqual(['3_third']);
  expect(await query('SELECT * FROM things')).toEqual([{ a: 1, b: 2 }]);
});

test('rolls a failing migration back, and applies it once it is fixed', async () => {
  addMigration('1_first', 'CREATE TABLE things (a int); SELECT 1 / 0;');
  await expect(migrate(url, folder)).rejects.toThrow(
    'The migration 1_first failed and was taken back: division by zero',
  );
  expect(await pending(folder)).toEqual(['1_first']);
  addMigration('1_first', 'CREATE TABLE things (a int);');
  expect(await migrate(url, folder)).toEqual(['1_first']);
});

test('applies everything once when two processes start at the same time', async () => {
  addMigration('1_first', 'CREATE TABLE things (a int); SELECT pg_sleep(0.1);');
  addMigration('2_second', 'INSERT INTO things VALUES (1)');
  const results = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
  expect(results.flat().sort()).toEqual(['1_first', '2_second']);
  expect(await query('SELECT * FROM things')).toEqual([{ a: 1 }]);
});

test('stops at a migration that Prisma left half-done, and repeats one that is marked as rolled back', async () => {
  addMigration('1_first', 'CREATE TABLE things (a int)');
  await migrate(url, folder);
  await query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(url, folder)).rejects.toThrow('1_first was left half-done');
  await query('UPDATE _prisma_migrations SET rolled_back_at = now()');
  await query('DROP TABLE things');
  expect(await migrate(url, folder)).toEqual(['1_first']);
});

test('leaves nothing of a migration when it is killed in the middle', async () => {
  cpSync('prisma/migrations', folder, { recursive: true });
  addMigration('9_slow', 'CREATE TABLE things (a int); SELECT pg_sleep(30);');
  const running = migrate(url, folder).catch((error: Error) => error.message);
  await expect.poll(() => query(sleeping), { timeout: 15_000 }).toHaveLength(1);
  await query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS found`);
  expect(await running).toContain('9_slow');
  expect(await pending(folder)).toEqual(['9_slow']);
  expect(await query(`SELECT to_regclass('things') AS found`)).toEqual([{ found: null }]);
});

const sleeping = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;

async function pending(from?: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return pendingMigrations(client, from).finally(() => client.end());
}

function addMigration(name: string, script: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), script);
}

async function query(text: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows;
}

test('says which right is missing for the job queue', async ({ skip }) => {
  const [user] = await query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
  skip(user?.rolsuper === true, 'a superuser may do everything');
  await query(`REVOKE CREATE ON DATABASE ${new URL(url).pathname.slice(1)} FROM current_user`);
  await expect(installJobQueue(url)).rejects.toThrow('may not create the schema graphile_worker');
});
