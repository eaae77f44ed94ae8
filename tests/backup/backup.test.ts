import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { backUp } from '../../src/backup/backup.ts';
import { runBackupCommand } from '../../src/backup/backupCommands.ts';
import { restore } from '../../src/backup/restore.ts';
import { encrypt } from '../../src/users/encryption.ts';
import { createUser, signedIn, testApp } from '../support/app.ts';
import { type CommandOutcome, callCommand, startCommand } from '../support/command.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { contentOf } from './databaseContent.ts';
import { dropTarget, recreateTarget, targetUrl } from './restoreTarget.ts';
import { readZip } from './zip.ts';

const folder = temporaryFolder();
const file = join(folder, 'all.zip');
const formerKey = 'the key of the former machine';
const awkward = 'tab\tline\r\nback\\slash\n\\.\n\\N, "quoted"; żółć 🐘';
const now = new Date('2026-11-22T02:00:00Z');
let url: string;
let other: string;
let saved: Awaited<ReturnType<typeof contentOf>>;

beforeAll(async () => {
  url = await testDatabaseUrl();
  other = await targetUrl();
  await fill();
  saved = await contentOf(url);
  await backUp(url, file, { now });
});
beforeEach(recreateTarget);
afterAll(async () => {
  await dropTarget();
  await emptyDatabase();
  removeData(folder);
});

test('a restored database is the same in every table and sequence, byte for byte', async () => {
  await restore(other, file);
  expect(Object.keys(saved)).toEqual(
    expect.arrayContaining(['audit_log', 'contacts', 'interactions', 'profiles', 'session', 'tasks', 'tasks_id_seq']),
  );
  expect(saved['contacts']?.length).toBeGreaterThan(50);
  expect(await contentOf(other)).toEqual(saved);
});

test('a backup is a ZIP file with a manifest and a CSV file for each table', async () => {
  const files = await readZip(file);
  const manifest = JSON.parse(files.get('manifest.json') ?? '');
  expect(manifest).toMatchObject({ format: 'mini-crm-backup', version: 2, madeAt: now.toISOString() });
  const tables: { name: string; columns: string[]; rows: number }[] = manifest.tables;
  expect([...files.keys()]).toEqual([...tables.map(({ name }) => `tables/${name}.csv`), 'manifest.json']);
  for (const { name, columns, rows } of tables) {
    const records = parseCsv(files.get(`tables/${name}.csv`) ?? '');
    expect([records[0], records.length], name).toEqual([columns, rows + 1]);
  }
  const contacts: Record<string, string>[] = parseCsv(files.get('tables/contacts.csv') ?? '', { columns: true });
  expect(contacts.some(({ notes }) => notes === awkward)).toBe(true);
});

test('after a restore triggers work and ids go on', async () => {
  await restore(other, file);
  const [row] = await ask<{ id: number; search_text: string; highest: number }>(
    other,
    `INSERT INTO contacts (user_id, first_name, last_name) SELECT id, 'Łucja', 'Nowa' FROM users LIMIT 1
     RETURNING id, search_text, (SELECT max(id) FROM contacts) AS highest`,
  );
  expect(row?.search_text).toContain('lucja nowa');
  expect(row?.id).toBeGreaterThan(row?.highest ?? 0);
});

test('a database that is not empty is replaced only with --overwrite, and then completely', async () => {
  await ask(other, `INSERT INTO users (username, password_hash) VALUES ('somebody', '')`);
  const before = await contentOf(other);
  await expect(restore(other, file)).rejects.toThrow(
    /^The database is not empty, and nothing was changed; .*--overwrite/,
  );
  expect(await contentOf(other)).toEqual(before);
  await restore(other, file, { overwrite: true });
  expect(await contentOf(other)).toEqual(saved);
});

test('a backup is one snapshot: a transaction that commits meanwhile is in it completely or not at all', async () => {
  let writing = true;
  const writer = (async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    for (let number = 1; writing; number++) await client.query(pairOf(number));
    await client.end();
  })();
  await delay(200);
  const during = join(folder, 'during.zip');
  await backUp(url, during, { now });
  writing = false;
  await writer;
  await restore(other, during);
  const [counts] = await ask<{ companies: string; people: string }>(
    other,
    `SELECT (SELECT count(*) FROM companies WHERE name LIKE 'pair %') AS companies,
            (SELECT count(*) FROM contacts WHERE first_name LIKE 'pair %') AS people`,
  );
  expect(Number(counts?.people)).toBeGreaterThan(0);
  expect(counts?.people).toBe(counts?.companies);
});

test('a backup never overwrites a file, only its owner may read it, and a failed one leaves nothing', async () => {
  await expect(backUp(url, file, { now })).rejects.toThrow(/is there already; name another file\.$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const signal = AbortSignal.abort();
  await expect(backUp(url, join(folder, 'aborted.zip'), { now, signal })).rejects.toThrow(/abort/);
  expect(readdirSync(folder).filter((name) => /^\.|aborted/.test(name))).toEqual([]);
});

test('a backup whose connection breaks fails and leaves nothing', async () => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE contacts IN ACCESS EXCLUSIVE MODE');
  const failed = expect(backUp(url, join(folder, 'broken.zip'), { now })).rejects.toThrow(/terminat/);
  const ended = 'SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted';
  await vi.waitUntil(async () => (await sql(ended)).length > 0);
  await failed;
  await client.end();
  expect(readdirSync(folder).filter((name) => /^\.|broken/.test(name))).toEqual([]);
});

test('the commands back up and restore, and say each problem in one sentence', { timeout: 90_000 }, async () => {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const made = await commandProcess(['backup'], { DATABASE_URL: url, DATA_DIR: data });
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^Saved \d+ rows in .*\.zip \(\d+ kB\)\./) });
  const [name = ''] = readdirSync(join(data, 'backups'));
  const path = join(data, 'backups', name);
  const embedded = join(folder, 'embedded');
  expect(await command(['restore', path], { DATA_DIR: embedded })).toMatchObject({ code: 0, err: '' });
  expect(await command(['restore', path], { DATA_DIR: embedded })).toMatchObject({ code: 1, err: /--overwrite\b/ });
  expect(await command(['restore'], {})).toMatchObject({
    code: 1,
    err: /^It is used like this: npm run restore/,
  });
  expect(await command(['backup'], { DATA_DIR: join(folder, 'no') })).toMatchObject({
    code: 1,
    err: /nothing to back up/,
  });
  removeData(embedded);
});

describe('the key that encrypts second factors is in no backup', () => {
  const DATA_DIR = join(folder, 'with key');
  const path = join(DATA_DIR, 'secret_key');
  beforeAll(() => mkdirSync(DATA_DIR));

  test('and the backup says to copy it, when it was generated', { timeout: 60_000 }, async () => {
    let made = 0;
    const out = async (settings = {}) => {
      const target = join(folder, `with key ${made++}.zip`);
      return (await command(['backup', target], { DATABASE_URL: url, DATA_DIR, ...settings })).out;
    };
    expect(await out()).not.toContain('secret_key');
    writeFileSync(path, `${formerKey}\n`);
    expect(await out()).toContain(`\nCopy ${path} as well`);
    expect(await out({ SECRET_KEY: formerKey })).not.toContain('secret_key');
  });

  test('and the restore says how many accounts have codes that fail without it', { timeout: 60_000 }, async () => {
    const none = join(folder, 'without key');
    const told = async (settings: Record<string, string>) =>
      (await command(['restore', file, '--overwrite'], { DATABASE_URL: other, ...settings })).out.split('\n')[1];
    expect(await told({ DATA_DIR: none })).toMatch(/^Two-factor codes of 1 of its accounts fail .*secret_key/);
    expect(await told({ DATA_DIR: none, SECRET_KEY: 'another key than it was' })).toMatch(/^Two-factor codes of 1/);
    expect(await told({ DATA_DIR: none, SECRET_KEY: 'another key than it was', SECRET_KEY_OLD: formerKey })).toBe('');
    writeFileSync(path, `${formerKey}\n`);
    expect(await told({ DATA_DIR })).toBe('');
  });
});

async function fill(): Promise<void> {
  const app = await testApp();
  const alice = await createUser(app);
  const browser = await signedIn(app, alice);
  await browser.post('/sample/fill/');
  // Text that CSV must quote, a picture, and a row that refers to a later row of its table.
  await sql(`UPDATE contacts SET notes = $1 WHERE id % 3 = 0`, [awkward]);
  await sql(`UPDATE contacts SET notes = '\\.', position = ' ' WHERE id % 3 = 1`);
  await sql(`UPDATE profiles SET avatar = decode(repeat('00ff5c0a', 200000), 'hex')`);
  await sql(`INSERT INTO tasks (user_id, title) SELECT id, 'first' FROM users`);
  await sql(`UPDATE tasks SET previous_id = (SELECT max(id) FROM tasks) WHERE id = (SELECT min(id) FROM tasks)`);
  // The second one is not enabled yet, so that no code is required.
  await createUser(app, 'bob');
  const sealed = encrypt([formerKey], 'two-factor secret', 'x');
  await sql(
    `INSERT INTO two_factors (user_id, secret, enabled_at) SELECT id, $1, CASE username WHEN 'alice' THEN now() END FROM users`,
    [sealed],
  );
  await sql(`INSERT INTO audit_log (at, actor_id, action, details) VALUES (now(), 1, 'x', '{"a": "\\\\n"}')`);
}

/** A company and a person in one statement. */
function pairOf(number: number): string {
  return `WITH firm AS (INSERT INTO companies (user_id, name) SELECT id, 'pair ${number}' FROM users LIMIT 1 RETURNING 1)
          INSERT INTO contacts (user_id, first_name) SELECT id, 'pair ${number}' FROM users LIMIT 1`;
}

function command(args: string[], settings: Record<string, string>): Promise<CommandOutcome> {
  return callCommand(() => runBackupCommand(args, { PATH: process.env['PATH'], ...settings }));
}

function commandProcess(args: string[], settings: Record<string, string>): Promise<CommandOutcome> {
  return startCommand('src/backup/command.ts', args, { PATH: process.env['PATH'], ...settings });
}
