// Restore refuses these with one sentence, and leaves the database as it was.
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { backUp } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { OperatorError } from '../../src/core/operatorError.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { dropTarget, recreateTarget, targetUrl } from './restoreTarget.ts';
import { type Changes, changeZip } from './zip.ts';

const folder = temporaryFolder();
const file = join(folder, 'all.zip');
let target: string;

beforeAll(async () => {
  await sql(
    `INSERT INTO users (username, password_hash) SELECT 'user' || n, md5(n::text) FROM generate_series(1, 500) n`,
  );
  await backUp(await testDatabaseUrl(), file, { now: new Date() });
  target = await targetUrl();
});
beforeEach(async () => {
  await recreateTarget();
  await ask(target, `INSERT INTO users (username, password_hash) VALUES ('somebody', '')`);
});
afterAll(async () => {
  await dropTarget();
  await emptyDatabase();
  removeData(folder);
});

const damaged: [name: string, write: (path: string) => unknown][] = [
  ['cut in the middle', (path) => cut(path, size() / 2)],
  ['without its last byte', (path) => cut(path, size() - 1)],
  ['with a wrong byte', (path) => flip(path, size() / 2)],
  ['with more after its end', (path) => writeFileSync(path, Buffer.concat([bytes(), Buffer.from('more')]))],
  ['with another checksum of a table', (path) => flip(path, checksumAt('tables/users.csv'))],
  ['with another checksum of the manifest', (path) => flip(path, checksumAt('manifest.json'))],
  ['with a row less', (path) => changed(path, { 'tables/users.csv': (text) => text.replace(/^.*\n$/m, '') })],
  ['with other columns', (path) => changed(path, { 'tables/users.csv': (text) => text.replace('id,', 'nr,') })],
  ['without one of its tables', (path) => changed(path, { 'tables/users.csv': () => undefined })],
  ['with half a manifest', (path) => changed(path, { 'manifest.json': (text) => text.slice(0, 99) })],
  ['with a manifest of something else', (path) => manifest(path, { tables: 'none' })],
];
const foreign: [name: string, write: (path: string) => unknown][] = [
  ['empty', (path) => writeFileSync(path, '')],
  ['something else', (path) => writeFileSync(path, 'Dear diary')],
  ['another gzip file', (path) => writeFileSync(path, gzipSync('Dear diary'))],
  ['another ZIP file', (path) => changed(path, { 'manifest.json': () => undefined })],
  ['another ZIP file with a manifest', (path) => manifest(path, { format: 'something-else' })],
];
const others: [name: string, write: (path: string) => unknown, sentence: RegExp][] = [
  ['of a newer format', (path) => manifest(path, { version: 3 }), /was made by a newer Mini CRM/],
  ['of a newer version', (path) => manifest(path, { migrations: [{ name: '2999_x', checksum: '' }] }), /\(2999_x\)\.$/],
  ['of other tables', (path) => manifest(path, { tables: [] }), /: the tables are others here\.$/],
];

test.each([
  ...damaged.map(([name, write]) => [name, write, /is cut off or damaged\.$/] as const),
  ...foreign.map(([name, write]) => [name, write, /is not a backup of Mini CRM, or is damaged\.$/] as const),
  ...others,
])('refuses a file: %s', async (name, write, sentence) => {
  const path = join(folder, `${name}.zip`);
  await write(path);
  await expectRefusal(path, sentence);
});

test('refuses a missing file, and a folder', async () => {
  await expectRefusal(join(folder, 'none'), /^There is no file .*none\.$/);
  await expectRefusal(folder, /^The file .* cannot be read\.$/);
});

test('refuses a database of a newer version', async () => {
  const later = `('x', 'x', '2999_later', now())`;
  await ask(target, `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ${later}`);
  await expectRefusal(file, /^The database is of another version of Mini CRM \(2999_later\)\.$/);
});

async function expectRefusal(path: string, sentence: RegExp): Promise<void> {
  const error = await restore(target, path, { overwrite: true }).catch((reason: Error) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  expect(error).toMatchObject({ message: expect.stringMatching(sentence) });
  expect(await ask(target, 'SELECT username FROM users')).toEqual([{ username: 'somebody' }]);
}

const bytes = () => readFileSync(file);
const size = () => statSync(file).size;

function cut(path: string, length: number): void {
  copyFileSync(file, path);
  truncateSync(path, Math.floor(length));
}

function flip(path: string, at: number): void {
  const content = bytes();
  const place = Math.floor(at);
  content[place] = (content[place] ?? 0) ^ 0x55;
  writeFileSync(path, content);
}

/** The offset of a file's checksum in the central directory. */
function checksumAt(name: string): number {
  return bytes().lastIndexOf(name) - 30;
}

function changed(path: string, changes: Changes): Promise<void> {
  return changeZip(file, path, changes);
}

function manifest(path: string, values: object): Promise<void> {
  return changed(path, { 'manifest.json': (text) => JSON.stringify({ ...JSON.parse(text), ...values }) });
}
