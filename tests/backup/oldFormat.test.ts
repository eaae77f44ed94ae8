// A backup that was made in November 2026, in the format and with the tables of that time.
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parseStoredSummary } from '../../src/ai/summary.schema.ts';
import { backUp } from '../../src/backup/backup.ts';
import { readBackup } from '../../src/backup/readBackup.ts';
import { restore } from '../../src/backup/restore.ts';
import { migrate } from '../../src/db/migrate.ts';
import { parseRowErrors, parseStoredMapping } from '../../src/imports/imports.schema.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { contentOf } from './databaseContent.ts';
import { dropTarget, recreateTarget, targetUrl } from './restoreTarget.ts';

const folder = temporaryFolder();
const file = join('tests', 'data', 'backup-v1.backup');
let target: string;

beforeEach(async () => {
  target = await targetUrl();
  await recreateTarget();
});
afterAll(async () => {
  await dropTarget();
  removeData(folder);
});

test('is read to its end', async () => {
  const { app, madeAt, migrations } = await readBackup(file);
  expect([app, madeAt]).toEqual(['0.1.0', '2026-11-28T02:00:00.000Z']);
  expect(migrations.at(-1)?.name).toBe('20261123120000_apostrophes');
});

describe('a restored one', () => {
  test('has its rows, and all later migrations are applied', async () => {
    expect(await restore(target, file)).toEqual({ madeAt: '2026-11-28T02:00:00.000Z', rows: 22 });
    expect(await migrate(target)).toEqual([]);
    const [person] = await ask(target, 'SELECT id, first_name, notes, search_text FROM contacts WHERE user_id = 3');
    const notes = 'tab\tline\r\nback\\slash \\.\n\\.\n\\N "quoted", żółć 🐘';
    expect(person).toMatchObject({ id: 11, first_name: 'Łucja', notes });
    expect(person?.['search_text']).toContain('lucja zolty');
    expect(await ask(target, 'SELECT id, previous_id FROM tasks ORDER BY id')).toEqual([
      { id: 31, previous_id: null },
      { id: 32, previous_id: 31 },
    ]);
  });

  test('has its JSON texts as JSON, whatever stood in them', async () => {
    await restore(target, file);
    const imports = await ask<Record<string, unknown>>(
      target,
      'SELECT id, mapping, headers, act_id FROM imports ORDER BY id',
    );
    const mapping = { encoding: 'utf-8', header: true, columns: ['first_name', 'skip'], existing: 'skip' };
    const cells = ['NUL \ufffd and half \ufffd of a pair', '\\u0000 🐘'];
    const errors = [{ field: 'email', error: { key: 'forms.email' } }];
    // A file that waited is gone; the rest have the rows that they left out.
    expect(imports).toEqual([
      { id: 1, mapping, headers: ['a', 'b\\u0000'], act_id: expect.anything() },
      { id: 2, mapping, headers: [], act_id: null },
      { id: 4, mapping, headers: [], act_id: null },
    ]);
    expect(parseStoredMapping(imports[0]?.['mapping'])).toMatchObject(mapping);
    const rows = await ask<Record<string, unknown>>(target, 'SELECT import_id, number, cells, errors FROM import_rows');
    expect(rows).toEqual([{ import_id: 1, number: 2, cells, errors }]);
    expect(parseRowErrors(rows[0]?.['errors'])).toEqual(errors);
  });

  test('has its summaries, in the trash as well', async () => {
    await restore(target, file);
    const deleted = `SELECT old -> 'content' AS content FROM changes WHERE kind = 'summaries' AND operation = 'delete'`;
    const summaries = await ask<{ content: unknown }>(target, `SELECT content FROM summaries UNION ALL ${deleted}`);
    expect(summaries).toHaveLength(2);
    for (const { content } of summaries) {
      expect(parseStoredSummary(content).situation).toMatchObject([{ text: 'Czeka "na" wycenę.' }]);
    }
  });

  test('has working triggers, and ids go on', async () => {
    await restore(target, file);
    const insert = `INSERT INTO contacts (user_id, first_name) VALUES (3, 'Ähnlich') RETURNING id, search_text`;
    expect(await ask(target, insert)).toEqual([{ id: 14, search_text: expect.stringContaining('ahnlich') }]);
  });

  test('replaces a database only with --overwrite', async () => {
    await ask(target, `INSERT INTO users (username, password_hash) VALUES ('somebody', '')`);
    const before = await contentOf(target);
    await expect(restore(target, file)).rejects.toThrow(/^The database is not empty, and nothing was changed/);
    expect(await contentOf(target)).toEqual(before);
    await restore(target, file, { overwrite: true });
    expect(await ask(target, 'SELECT username FROM users ORDER BY id')).toEqual([
      { username: 'anna' },
      { username: 'bob' },
    ]);
  });

  test('changes nothing when it fails in the middle', async () => {
    await ask(target, `INSERT INTO users (username, password_hash) VALUES ('somebody', '')`);
    await ask(target, 'CREATE VIEW names AS SELECT username FROM users');
    const before = await contentOf(target);
    const error = /^The tables could not be replaced: cannot drop/;
    await expect(restore(target, file, { overwrite: true })).rejects.toThrow(error);
    expect(await contentOf(target)).toEqual(before);
    expect(await ask(target, 'SELECT * FROM names')).toEqual([{ username: 'somebody' }]);
  });
});

test('a new backup can be restored into a database that was never updated', async () => {
  const present = join(folder, 'present.zip');
  await restore(target, file);
  const content = await contentOf(target);
  await backUp(target, present, { now: new Date() });
  await recreateTarget({ migrated: false });
  await migrate(target, oldMigrations());
  await restore(target, present);
  expect(await contentOf(target)).toEqual(content);
});

/** A folder with the migrations of the old backup. */
function oldMigrations(): string {
  const old = join(folder, 'migrations');
  const isLater = (path: string) => /^20\d{12}_/.test(basename(path)) && basename(path) > '20261124';
  cpSync(join('prisma', 'migrations'), old, { recursive: true, filter: (path) => !isLater(path) });
  return old;
}
