import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from '../../core/operatorError.ts';
import { sharedFolder } from './binaries.ts';
import { canEnter, type SystemUser, systemUserFor } from './systemUser.ts';

export interface ClusterPaths {
  dataDir: string;
  /** A rename makes this folder appear as a whole. */
  home: string;
  cluster: string;
  password: string;
  log: string;
}

const noteName = 'database-is-at.txt';

export function findClusterPaths(dataDir: string): { paths: ClusterPaths; user: SystemUser } {
  mkdirSync(dataDir, { recursive: true });
  const inside = pathsIn(dataDir, join(realpathSync(dataDir), 'postgres'));
  const user = systemUserFor(inside.cluster);
  const noted = readPathNote(dataDir);
  if (noted) return { paths: noted, user: systemUserFor(noted.cluster) };
  if (existsSync(inside.cluster) || isReachable(dataDir, user)) return { paths: inside, user };
  const outside = pathsIn(dataDir, join(sharedFolder, shortHash(dataDir)));
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  return { paths: outside, user: systemUserFor(outside.cluster) };
}

export function existingClusterPaths(dataDir: string): ClusterPaths | undefined {
  if (!existsSync(dataDir)) return undefined;
  const paths = readPathNote(dataDir) ?? pathsIn(dataDir, join(realpathSync(dataDir), 'postgres'));
  return existsSync(paths.cluster) ? paths : undefined;
}

/** Call it when the cluster is complete. */
export function writePathNote(paths: ClusterPaths): void {
  const note = join(paths.dataDir, noteName);
  if (dirname(paths.home) === realpathSync(paths.dataDir) || existsSync(note)) return;
  writeFileSync(
    note,
    `${paths.home}\nThe database of this folder is kept there, where PostgreSQL can reach it. Back up both.\n`,
  );
}

function readPathNote(dataDir: string): ClusterPaths | undefined {
  const note = join(dataDir, noteName);
  if (!existsSync(note)) return undefined;
  const home = readFileSync(note, 'utf8').split('\n')[0] ?? '';
  if (existsSync(join(home, 'cluster'))) return pathsIn(dataDir, home);
  throw new OperatorError(
    `The database should be at ${home}, as ${note} says, but is not there; put it back, or delete that file to start with an empty one.`,
  );
}

function isReachable(dataDir: string, user: SystemUser): boolean {
  return canEnter(user, realpathSync(dataDir)) && canChown(dataDir, user);
}

function canChown(dataDir: string, { uid, gid }: SystemUser): boolean {
  if (uid === undefined || gid === undefined) return true;
  const probe = join(dataDir, `.owner-${process.pid}`);
  try {
    writeFileSync(probe, '');
    chownSync(probe, uid, gid);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

function pathsIn(dataDir: string, home: string): ClusterPaths {
  return {
    dataDir: resolve(dataDir),
    home,
    cluster: join(home, 'cluster'),
    password: join(home, 'password'),
    log: join(home, 'postgres.log'),
  };
}

function shortHash(dataDir: string): string {
  return createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
}
