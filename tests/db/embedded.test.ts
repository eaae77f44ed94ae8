import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AlreadyRunningError,
  type EmbeddedServer,
  embeddedUrl,
  joinEmbedded,
  startEmbedded,
} from '../../src/db/embedded/embedded.ts';
import { rotateLog } from '../../src/db/embedded/serverLog.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';

const folder = temporaryFolder();
const dataDir = join(folder, 'Zażółć gęślą jaźń', 'données d’essai');
let server: EmbeddedServer;

beforeAll(async () => {
  server = await startEmbedded(dataDir);
});

afterAll(async () => {
  await server.stop();
  removeData(dataDir);
  rmSync(folder, { recursive: true });
});

test('makes a cluster that keeps every record and sorts as people expect', async () => {
  const [settings] = await ask(
    server.url,
    `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync, current_setting('timezone') AS zone,
            current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
            current_setting('server_encoding') AS encoding, current_setting('password_encryption') AS passwords`,
  );
  expect(settings).toEqual({
    checksums: 'on',
    fsync: 'on',
    zone: 'UTC',
    commit: 'on',
    pages: 'on',
    encoding: 'UTF8',
    passwords: 'scram-sha-256',
  });
  const sorted = await ask<{ name: string }>(
    server.url,
    `SELECT name FROM unnest(ARRAY['Marek', 'Łukasz', 'adam', 'Lena', 'Zoë']) name ORDER BY name`,
  );
  expect(sorted.map((row) => row.name)).toEqual(['adam', 'Lena', 'Łukasz', 'Marek', 'Zoë']);
});

test('has the extensions of the schema, with letters of every language', async () => {
  await ask(
    server.url,
    'CREATE EXTENSION pg_trgm; CREATE EXTENSION citext; CREATE EXTENSION unaccent; CREATE EXTENSION btree_gin',
  );
  const [row] = await ask(
    server.url,
    `SELECT similarity('Łódź Привет', 'łódź привет') AS same, unaccent('Żółty') AS plain`,
  );
  expect(row).toEqual({ same: 1, plain: 'Zolty' });
});

test('listens on loopback only, with a password that only its user can read', async () => {
  expect(await ask(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
  expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('the application is no superuser', async () => {
  const [row] = await ask(server.url, 'SELECT usesuper, usecreatedb FROM pg_user WHERE usename = current_user');
  expect(row).toEqual({ usesuper: false, usecreatedb: true });
});

test('a second start on the same folder says so in one sentence', async () => {
  const error = await startEmbedded(dataDir).catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(AlreadyRunningError);
  expect(error).toHaveProperty(
    'message',
    `Mini CRM is already running on the data folder ${dataDir} (process ${process.pid}); stop it first or set DATA_DIR to another folder.`,
  );
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a tool joins the running server and leaves it running', async () => {
  expect(embeddedUrl(dataDir)).toBe(server.url);
  const joined = await joinEmbedded(dataDir);
  expect(joined.url).toBe(server.url);
  await joined.stop();
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('keeps the data over a stop; without the application the last tool stops the server', async () => {
  await ask(server.url, 'CREATE TABLE kept AS SELECT 42 AS n');
  await server.stop();
  await server.stop();
  expect(embeddedUrl(dataDir)).toBeUndefined();
  const [first, second] = await Promise.all([joinEmbedded(dataDir), joinEmbedded(dataDir)]);
  await first.stop();
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  await second.stop();
  expect(embeddedUrl(dataDir)).toBeUndefined();
  server = await startEmbedded(dataDir);
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

test('an application that starts while a tool works goes on when the tool ends', async () => {
  await server.stop();
  const tool = await joinEmbedded(dataDir);
  server = await startEmbedded(dataDir);
  await tool.stop();
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('says when the data is of another PostgreSQL', async () => {
  await server.stop();
  const version = join(dataDir, 'postgres', 'cluster', 'PG_VERSION');
  const found = readFileSync(version, 'utf8');
  writeFileSync(version, '17\n');
  await expect(startEmbedded(dataDir)).rejects.toThrow(
    `The data folder ${dataDir} was made with PostgreSQL 17, and this Mini CRM brings PostgreSQL 18;`,
  );
  writeFileSync(version, found);
  server = await startEmbedded(dataDir);
});

test('says when the place for the data is a file', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(startEmbedded(file)).rejects.toThrow(
    `The database in the data folder ${file} cannot start: there is a file where the folder should be.`,
  );
});

test('does not begin anew when the database is noted elsewhere and not there', async () => {
  const lost = join(folder, 'lost');
  mkdirSync(lost);
  writeFileSync(join(lost, 'database-is-at.txt'), '/var/lib/mini-crm/nowhere\n');
  await expect(startEmbedded(lost)).rejects.toThrow('The database should be at /var/lib/mini-crm/nowhere');
});

test('keeps its log small', () => {
  const log = join(folder, 'some.log');
  appendFileSync(log, 'x'.repeat(1_000_000));
  rotateLog(log);
  expect(existsSync(`${log}.1`)).toBe(false);
  appendFileSync(log, 'x');
  rotateLog(log);
  expect([statSync(log).size, statSync(`${log}.1`).size]).toEqual([0, 1_000_001]);
});
