import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { backUp } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { OperatorError } from '../../src/core/operatorError.ts';
import { seal } from '../../src/users/encryption.ts';
import { createUser, signedIn, testApp } from '../support/app.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { contentOf } from './tables.ts';

const folder = temporaryFolder();
const file = join(folder, 'all.backup');
const formerKey = 'the key of the former machine';
const now = new Date('2026-11-22T02:00:00Z');
const otherName = `${inject('testDatabase').prefix}_restored`;
let url: string;
let other: string;
let saved: Awaited<ReturnType<typeof contentOf>>;

beforeAll(async () => {
  url = await testDatabaseUrl();
  other = Object.assign(new URL(url), { pathname: `/${otherName}` }).href;
  await fill();
  saved = await contentOf(url);
  await backUp(url, file, { now });
});
beforeEach(freshOther);
afterAll(async () => {
  await dropDatabase(other);
  await emptyDatabase();
  removeData(folder);
});

test('what was backed up and restored is the same in every table and sequence, byte for byte', async () => {
  await restore(other, file);
  expect(Object.keys(saved)).toEqual(
    expect.arrayContaining(['audit_log', 'contacts', 'interactions', 'profiles', 'session', 'tasks', 'tasks_id_seq']),
  );
  expect(saved['contacts']?.length).toBeGreaterThan(50);
  expect(await contentOf(other)).toEqual(saved);
});

test('after it the database works on: triggers are awake, ids go on', async () => {
  await restore(other, file);
  const [row] = await ask<{ id: number; search_text: string; highest: number }>(
    other,
    `INSERT INTO contacts (user_id, first_name, last_name) SELECT id, 'Łucja', 'Nowa' FROM users LIMIT 1
     RETURNING id, search_text, (SELECT max(id) FROM contacts) AS highest`,
  );
  expect(row?.search_text).toContain('lucja nowa');
  expect(row?.id).toBeGreaterThan(row?.highest ?? 0);
});

test('a database that is not empty is replaced only with --overwrite, and then wholly', async () => {
  await ask(other, `INSERT INTO users (username, password_hash) VALUES ('somebody', '')`);
  const before = await contentOf(other);
  await expect(restore(other, file)).rejects.toThrow(
    /^The database is not empty, and nothing was changed; .*--overwrite/,
  );
  expect(await contentOf(other)).toEqual(before);
  await restore(other, file, { overwrite: true });
  expect(await contentOf(other)).toEqual(saved);
});

test('it is one moment: what is written while it is made is in it wholly or not at all', async () => {
  let writing = true;
  const writer = (async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    for (let number = 1; writing; number++) await client.query(pairOf(number));
    await client.end();
  })();
  await delay(200);
  const during = join(folder, 'during.backup');
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

describe('a file is refused with one sentence, and nothing is touched', () => {
  const bytes = () => readFileSync(file);
  const half = () => statSync(file).size / 2;
  const damaged: [name: string, make: (path: string) => void, sentence: RegExp][] = [
    ['cut in the middle', (path) => cut(path, half()), /is cut off or damaged\.$/],
    ['without its last byte', (path) => cut(path, statSync(file).size - 1), /is cut off or damaged\.$/],
    ['with a wrong byte', (path) => flip(path, Math.floor(half())), /is cut off or damaged\.$/],
    ['with a wrong byte inside', (path) => writeFileSync(path, repacked(bytes())), /is cut off or damaged\.$/],
    ['with more after its end', (path) => writeFileSync(path, longer(bytes())), /is cut off or damaged\.$/],
    ['empty', (path) => writeFileSync(path, ''), /is not a backup of Mini CRM/],
    ['something else', (path) => writeFileSync(path, 'Dear diary'), /is not a backup of Mini CRM/],
    ['of another format', (path) => writeFileSync(path, withHeader('"version":1', '"version":2')), /newer Mini CRM/],
  ];
  test.each(damaged)('%s', async (name, make, sentence) => {
    const path = join(folder, `${name}.backup`);
    make(path);
    await ask(other, `INSERT INTO users (username, password_hash) VALUES ('somebody', '')`);
    const error = await restore(other, path, { overwrite: true }).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(OperatorError);
    expect(error).toMatchObject({ message: expect.stringMatching(sentence) });
    expect(await ask(other, 'SELECT username FROM users')).toEqual([{ username: 'somebody' }]);
  });

  test('one that is not there', async () => {
    await expect(restore(other, join(folder, 'none'))).rejects.toThrow(/^There is no file .*none\.$/);
  });

  test('of a newer version', async () => {
    await ask(
      other,
      `DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
    );
    await expect(restore(other, file)).rejects.toThrow(/another version of Mini CRM \(.*\): this one does not know/);
  });

  test('of an older version', async () => {
    await ask(
      other,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101_later', now())`,
    );
    await expect(restore(other, file)).rejects.toThrow(
      /another version of Mini CRM \(.*\): restore it with that version/,
    );
  });
});

test('a backup is never written over a file, nobody else may read it, and nothing is left of one that fails', async () => {
  await expect(backUp(url, file, { now })).rejects.toThrow(/is there already; name another file\.$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const signal = AbortSignal.abort();
  await expect(backUp(url, join(folder, 'aborted.backup'), { now, signal })).rejects.toThrow(/abort/);
  expect(readdirSync(folder).filter((name) => /^\.|aborted/.test(name))).toEqual([]);
});

test('the commands: backup and restore, with one sentence each', { timeout: 90_000 }, async () => {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const made = await command(['backup'], { DATABASE_URL: url, DATA_DIR: data });
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^Saved \d+ rows in .*\.backup \(\d+ kB\)\./) });
  const [name = ''] = readdirSync(join(data, 'backups'));
  const path = join(data, 'backups', name);
  const embedded = join(folder, 'embedded');
  expect(await command(['restore', path], { DATA_DIR: embedded })).toMatchObject({ code: 0, err: '' });
  expect(await command(['restore', path], { DATA_DIR: embedded })).toMatchObject({ code: 1, err: /--overwrite\b/ });
  expect(await command(['restore'], {})).toMatchObject({ code: 1, err: /^It is used like this: npm run restore/ });
  expect(await command(['backup'], { DATA_DIR: join(folder, 'no') })).toMatchObject({
    code: 1,
    err: /nothing to back up/,
  });
  removeData(embedded);
});

describe('the key that seals second factors is in no backup:', () => {
  const DATA_DIR = join(folder, 'with key');
  const path = join(DATA_DIR, 'secret_key');
  beforeAll(() => mkdirSync(DATA_DIR));

  test('the backup says to copy it, when the application made it', { timeout: 60_000 }, async () => {
    const out = async (settings = {}) => (await command(['backup'], { DATABASE_URL: url, DATA_DIR, ...settings })).out;
    expect(await out()).not.toContain('secret_key');
    writeFileSync(path, `${formerKey}\n`);
    expect(await out()).toContain(`\nCopy ${path} as well`);
    expect(await out({ SECRET_KEY: formerKey })).not.toContain('secret_key');
  });

  test('the restore says whose codes fail under the key that is here', { timeout: 60_000 }, async () => {
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
  // What text COPY must escape, a picture, and a link within a table against the order of its rows.
  await sql(`UPDATE contacts SET notes = E'tab\\tline\\nback\\\\slash \\\\. \\\\N "quoted" żółć 🐘' WHERE id % 3 = 0`);
  await sql(`UPDATE profiles SET avatar = decode(repeat('00ff5c0a', 200000), 'hex')`);
  await sql(`INSERT INTO tasks (user_id, title) SELECT id, 'first' FROM users`);
  await sql(`UPDATE tasks SET previous_id = (SELECT max(id) FROM tasks) WHERE id = (SELECT min(id) FROM tasks)`);
  // The second is being set up: no code is asked for.
  await createUser(app, 'bob');
  const sealed = seal([formerKey], 'two-factor secret', 'x');
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

async function freshOther(): Promise<void> {
  await dropDatabase(other);
  const { template, prefix } = inject('testDatabase');
  await ask(server(template), `CREATE DATABASE ${otherName} TEMPLATE ${prefix}`);
}

function server(template: string): string {
  return Object.assign(new URL(template), { pathname: '/postgres' }).href;
}

function cut(path: string, length: number): void {
  copyFileSync(file, path);
  truncateSync(path, Math.floor(length));
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(path, bytes);
}

/** A letter of a text changed, and packed again: only the checksum knows. */
function repacked(bytes: Buffer): Buffer {
  const inside = gunzipSync(bytes);
  const at = inside.indexOf('quoted');
  inside[at] = 'Q'.charCodeAt(0);
  return gzipSync(inside);
}

function longer(bytes: Buffer): Buffer {
  return gzipSync(Buffer.concat([gunzipSync(bytes), Buffer.from('more')]));
}

function withHeader(from: string, to: string): Buffer {
  return gzipSync(Buffer.from(gunzipSync(readFileSync(file)).toString('latin1').replace(from, to), 'latin1'));
}

interface Ended {
  code: number;
  out: string;
  err: string;
}

function command(args: string[], settings: Record<string, string>): Promise<Ended> {
  const env = { PATH: process.env['PATH'], ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'src/backup/command.ts', ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}
