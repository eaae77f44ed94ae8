// Where the cluster of a data folder lies: inside it, or, when its system user cannot reach it there, below /var/lib.
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from '../../core/operatorError.ts';
import { type Account, accountFor, canEnter } from './account.ts';
import { sharedFolder } from './binaries.ts';

export interface Place {
  /** As the user named it, made absolute. */
  dataDir: string;
  /** Holds the cluster, its password and its log; made by one rename, so it exists whole or not at all. */
  home: string;
  cluster: string;
  password: string;
  log: string;
}

const noteName = 'database-is-at.txt';

/** The place of an existing cluster, or of the one to be made, and the user it belongs to. */
export function findPlace(dataDir: string): { place: Place; account: Account } {
  mkdirSync(dataDir, { recursive: true });
  const inside = placeAt(dataDir, join(realpathSync(dataDir), 'postgres'));
  const account = accountFor(inside.cluster);
  const noted = notedPlace(dataDir);
  if (noted) return { place: noted, account: accountFor(noted.cluster) };
  if (existsSync(inside.cluster) || isReachable(dataDir, account)) return { place: inside, account };
  const outside = placeAt(dataDir, join(sharedFolder, hash(dataDir)));
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  return { place: outside, account: accountFor(outside.cluster) };
}

/** The place of an existing cluster, read from files only. */
export function existingPlace(dataDir: string): Place | undefined {
  if (!existsSync(dataDir)) return undefined;
  const place = notedPlace(dataDir) ?? placeAt(dataDir, join(realpathSync(dataDir), 'postgres'));
  return existsSync(place.cluster) ? place : undefined;
}

/** Leaves word in the data folder of a cluster outside it. Written after the cluster is complete. */
export function notePlace(place: Place): void {
  const note = join(place.dataDir, noteName);
  if (dirname(place.home) === realpathSync(place.dataDir) || existsSync(note)) return;
  writeFileSync(
    note,
    `${place.home}\nThe database of this folder is kept there, where PostgreSQL can reach it. Back up both.\n`,
  );
}

function notedPlace(dataDir: string): Place | undefined {
  const note = join(dataDir, noteName);
  if (!existsSync(note)) return undefined;
  const home = readFileSync(note, 'utf8').split('\n')[0] ?? '';
  if (existsSync(join(home, 'cluster'))) return placeAt(dataDir, home);
  throw new OperatorError(
    `The database should be at ${home}, as ${note} says, but is not there; put it back, or delete that file to start with an empty one.`,
  );
}

/** A folder can be given to the account and entered by it. */
function isReachable(dataDir: string, account: Account): boolean {
  return canEnter(account, realpathSync(dataDir)) && canGive(dataDir, account);
}

function canGive(dataDir: string, { uid, gid }: Account): boolean {
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

function placeAt(dataDir: string, home: string): Place {
  return {
    dataDir: resolve(dataDir),
    home,
    cluster: join(home, 'cluster'),
    password: join(home, 'password'),
    log: join(home, 'postgres.log'),
  };
}

function hash(dataDir: string): string {
  return createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
}
