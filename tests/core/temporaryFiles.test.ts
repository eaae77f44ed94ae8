import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftFiles, temporaryName } from '../../src/core/temporaryFiles.ts';
import { removeData, temporaryFolder } from '../support/embedded.ts';

test('what killed processes left is removed; of others nothing is', async () => {
  const folder = temporaryFolder();
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const of = (pid: number) => `mini-crm-${pid}-${randomUUID()}`;
  const kept = [of(process.ppid), 'mini-crm-7', `mini-crm-verify-${randomUUID()}`, 'notes.txt'];
  for (const name of [...kept, of(ended), temporaryName()]) writeFileSync(join(folder, name), 'x');
  mkdirSync(join(folder, of(ended)));
  await removeLeftFiles(folder);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
  removeData(folder);
});
