// Backups that are known to work: restored for a trial, and encrypted so that only the key reads them.
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runBackupCommand } from '../../src/backup/backupCommands.ts';
import { newestBackup } from '../../src/backup/backupFiles.ts';
import { withDecrypted } from '../../src/backup/encryption.ts';
import { restore } from '../../src/backup/restore.ts';
import { compareTables } from '../../src/backup/verify.ts';
import { createUser, testApp } from '../support/app.ts';
import { emptyDatabase, testDatabaseUrl } from '../support/database.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { createEachKind } from '../support/records.ts';
import { dropTarget, recreateTarget, targetUrl } from './restoreTarget.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = temporaryFolder();
const passphrase = 'nine blue teapots on a shelf';
let environment: NodeJS.ProcessEnv;
let file: string;

const command = (args: string[], settings: NodeJS.ProcessEnv = {}) =>
  runBackupCommand(args, { ...environment, ...settings });
const leftovers = () => readdirSync(tmpdir()).filter((name) => /^mini-crm-(verify|backup)-/.test(name));

beforeAll(async () => {
  // Of its own, so that other tests leave nothing there.
  vi.stubEnv('TMPDIR', temporaryFolder());
  environment = { DATABASE_URL: await testDatabaseUrl(), DATA_DIR: folder, SECRET_KEY: 'a key of sixteen letters' };
  await emptyDatabase();
  const app = await testApp();
  await createEachKind(app, await createUser(app, 'anna'), { notes: 'tab\tline\r\n"quoted"; żółć 🐘' });
  await command(['backup']);
  file = join(folder, 'backups', readdirSync(join(folder, 'backups'))[0] ?? '');
});
beforeEach(recreateTarget);
afterAll(async () => {
  await dropTarget();
  await emptyDatabase();
  removeData(folder);
  removeData(tmpdir());
  vi.unstubAllEnvs();
});

describe('npm run backup -- --verify', () => {
  test('restores the newest backup into a database that is gone afterwards', async () => {
    const before = leftovers();
    expect(await command(['backup', '--verify'])).toEqual([
      expect.stringMatching(/^.*mini-crm-.*\.zip can be restored: [1-9]\d+ rows, as they were on /),
    ]);
    expect(leftovers()).toEqual(before);
  });

  test('says when there is none, or the file is damaged', async () => {
    await expect(command(['backup', '--verify'], { DATA_DIR: join(folder, 'empty') })).rejects.toThrow(
      'nothing to verify',
    );
    const cut = join(folder, 'cut.zip');
    await command(['backup', cut]);
    truncateSync(cut, 2_000);
    await expect(command(['backup', '--verify', cut])).rejects.toThrow('is cut off or damaged');
    await expect(command(['backup', '--overwrite'])).rejects.toThrow('It is used like this');
  });

  test('notices a single value that is not the same', async () => {
    const url = await targetUrl();
    await restore(url, file);
    await expect(compareTables(url, file)).resolves.toBeUndefined();
    await ask(
      url,
      `ALTER TABLE contacts DISABLE TRIGGER USER; UPDATE contacts SET notes = notes || ' ' WHERE id = (SELECT min(id) FROM contacts)`,
    );
    await expect(compareTables(url, file)).rejects.toThrow('The table contacts of');
  });
});

describe('an encrypted backup', () => {
  // A passphrase is slow on purpose: seconds for each try.
  test.runIf(exhaustive)('under a passphrase is read with it only', async () => {
    const settings = { BACKUP_PASSPHRASE: passphrase, DATA_DIR: join(folder, 'passphrase') };
    expect((await command(['backup'], settings))[0]).toMatch(/\.zip\.age \(\d+ kB\)\. It is encrypted\.$/);
    const sealed = await newestBackup(join(settings.DATA_DIR, 'backups'));
    await withDecrypted(sealed ?? '', { passphrase }, async (plain) => restore(await targetUrl(), plain));
    await expect(compareTables(await targetUrl(), file)).resolves.toBeUndefined();
    await expect(
      command(['backup', '--verify'], { ...settings, BACKUP_PASSPHRASE: 'some other passphrase' }),
    ).rejects.toThrow('the key is another one');
    await expect(command(['backup', '--verify'], { DATA_DIR: settings.DATA_DIR })).rejects.toThrow(
      'set BACKUP_IDENTITY or BACKUP_PASSPHRASE',
    );
  });

  test('for a recipient is restored with the secret key', async () => {
    const identity = await generateIdentity();
    const sealed = join(folder, 'sealed.zip.age');
    await command(['backup', sealed], { BACKUP_RECIPIENT: await identityToRecipient(identity) });
    const [line] = await command(['restore', sealed], { BACKUP_IDENTITY: identity, DATABASE_URL: await targetUrl() });
    expect(line).toMatch(/^Restored [1-9]\d+ rows/);
    await expect(compareTables(await targetUrl(), file)).resolves.toBeUndefined();
  });

  test('that is damaged changes nothing', async () => {
    const broken = join(folder, 'broken.zip.age');
    writeFileSync(broken, 'age-encryption.org/v1\n-> nonsense\n');
    await expect(command(['restore', broken], { BACKUP_PASSPHRASE: passphrase })).rejects.toThrow(
      'cannot be decrypted',
    );
  });

  test('needs keys that are keys', async () => {
    await expect(command(['backup'], { BACKUP_RECIPIENT: 'anna' })).rejects.toThrow(
      'The setting BACKUP_RECIPIENT must be',
    );
    await expect(command(['backup'], { BACKUP_PASSPHRASE: 'short' })).rejects.toThrow('at least 16 characters');
  });
});
