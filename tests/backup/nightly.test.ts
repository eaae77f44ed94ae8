import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { withDecrypted } from '../../src/backup/encryption.ts';
import { backUpIfDue, isDue, startNightlyBackups } from '../../src/backup/nightly.ts';
import { readBackup } from '../../src/backup/readBackup.ts';
import { readVerification } from '../../src/backup/verification.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { removeData, temporaryFolder } from '../support/embedded.ts';

const home = temporaryFolder();
const nightly = () => ({ url, folder, verify: readBackup });
let folder: string;
let url: string;
let count = 0;

beforeEach(async () => {
  url = await testDatabaseUrl();
  await emptyDatabase();
  await sql(`INSERT INTO users (username, password_hash) VALUES ('anna', '')`);
  folder = join(home, `${++count}`, 'backups');
});
afterAll(() => removeData(home));

/** In the machine's time zone, as the backups use it. */
const at = (day: number, hour: number) => new Date(2026, 10, day, hour);

test.each([
  ['never', undefined, at(22, 12), true],
  ['this night', at(22, 3), at(22, 12), false],
  ['yesterday at noon', at(21, 12), at(22, 12), true],
  ['yesterday at noon, and it is not yet three', at(21, 12), at(22, 2), false],
  ['the night before, and it is not yet three', at(21, 3), at(22, 2), false],
  ['longer ago, and it is not yet three', at(20, 12), at(22, 2), true],
  ['in the future: the clock was wrong', at(25, 3), at(22, 12), true],
])('when the last backup was made %s, whether one is due', (_name, last, now, due) => {
  expect(isDue(last, now)).toBe(due);
});

test('a due backup is made, complete, and only once', async () => {
  const now = new Date();
  const file = await backUpIfDue(nightly(), now);
  expect(file).toMatch(/nightly-\d{4}-\d\d-\d\d-\d{6}\.zip$/);
  expect((await readBackup(file ?? '')).madeAt).toBe(now.toISOString());
  expect(await backUpIfDue(nightly(), now)).toBeUndefined();
});

test('a database without users is not backed up', async () => {
  await emptyDatabase();
  expect(await backUpIfDue(nightly(), new Date())).toBeUndefined();
  expect(existsSync(folder)).toBe(false);
});

test('the newest fourteen nightly backups and all other files stay; unfinished files of a killed process are removed', async () => {
  mkdirSync(folder, { recursive: true });
  const old = Array.from({ length: 20 }, (_, index) => `nightly-2026-10-${index + 10}-030000.backup`);
  for (const name of [...old, 'mini-crm-2020-01-01-120000.backup', '.nightly-x.backup.7.tmp']) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), at(1, 3), at(1, 3));
  }
  const file = await backUpIfDue(nightly(), at(22, 12));
  const names = readdirSync(folder).sort();
  expect(names).toHaveLength(16);
  expect(names).toEqual([
    'mini-crm-2020-01-01-120000.backup',
    ...old.slice(7),
    'nightly-2026-11-22-120000.zip',
    'verification.json',
  ]);
  expect(join(folder, names.at(-2) ?? '')).toBe(file);
});

test('a failure is logged only, and stopping aborts a running backup', async () => {
  mkdirSync(join(folder, '..'), { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  const stop = startNightlyBackups(nightly(), 0);
  await delay(500);
  await stop();
  const stopAtOnce = startNightlyBackups({ ...nightly(), folder: `${folder}-2` }, 0);
  await delay(20);
  await stopAtOnce();
  expect(existsSync(`${folder}-2`) ? readdirSync(`${folder}-2`).filter((name) => name.startsWith('.')) : []).toEqual(
    [],
  );
});

test('the result of the trial restore is kept, and a backup that failed in it stays', async () => {
  const now = new Date();
  const verify = () => Promise.reject(new Error('The table contacts is not the same after a restore.'));
  const file = await backUpIfDue({ ...nightly(), verify }, now);
  expect(await readVerification(folder)).toEqual({
    file: basename(file ?? ''),
    at: now,
    problem: 'The table contacts is not the same after a restore.',
  });
  expect(existsSync(file ?? '')).toBe(true);
});

test('an encrypted one is tried before it is encrypted, and no readable copy is left', async () => {
  const identity = await generateIdentity();
  const keys = { recipient: await identityToRecipient(identity) };
  const file = (await backUpIfDue({ ...nightly(), keys }, new Date())) ?? '';
  expect(file).toMatch(/\.zip\.age$/);
  expect((await readVerification(folder))?.problem).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual([basename(file), 'verification.json']);
  expect(
    await withDecrypted(file, { identity }, async (plain) => (await readBackup(plain)).tables.length),
  ).toBeGreaterThan(5);
});
