import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withClient } from '../db/withClient.ts';
import { log } from '../log/log.ts';
import { backUp } from './backup.ts';
import { backupFileName } from './backupFiles.ts';
import { type BackupKeys, isEncrypting } from './encryption.ts';
import { saveVerification } from './verification.ts';

interface Nightly {
  url: string;
  folder: string;
  keys?: BackupKeys;
  /** @throws what is wrong with the backup */
  verify(file: string): Promise<unknown>;
}

/** By the machine's clock. */
const backupHour = 3;
const maxKept = 14;
const checkIntervalMs = 5 * 60_000;
/** Failing every five minutes could fill the disk. */
const retryAfterMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

const firstCheckMs = 30_000;

/** Checks every five minutes. Returns a function that stops this and aborts a running backup. */
export function startNightlyBackups(nightly: Nightly, first = firstCheckMs): () => Promise<void> {
  const stopping = new AbortController();
  let notBefore = 0;
  const check = async () => {
    const now = new Date();
    if (now.getTime() < notBefore) return;
    await backUpIfDue(nightly, now, stopping.signal).catch((error) => {
      notBefore = now.getTime() + retryAfterMs;
      if (!stopping.signal.aborted)
        log.error({ err: error }, 'the nightly backup failed; it is tried again in an hour');
    });
  };
  let checking = Promise.resolve();
  const checkNext = () => {
    checking = checking.then(check);
  };
  const timers = [setTimeout(checkNext, first).unref(), setInterval(checkNext, checkIntervalMs).unref()];
  return async () => {
    stopping.abort();
    for (const timer of timers) clearTimeout(timer);
    await checking;
  };
}

/**
 * Backs up if there are users and the last backup is older than three o'clock at night, and restores the backup for a
 * try. Returns the file.
 */
export async function backUpIfDue(nightly: Nightly, now: Date, signal?: AbortSignal): Promise<string | undefined> {
  const { url, folder, keys = {} } = nightly;
  if (!isDue(await lastBackup(folder), now) || !(await hasUsers(url))) return undefined;
  await removeDrafts(folder);
  let problem: string | undefined;
  const check = async (plain: string) => {
    // A shutdown does not wait for the trial restore, which ends with the process.
    problem = await Promise.race([findProblem(nightly, plain), aborted(signal)]);
  };
  const target = join(folder, backupFileName('nightly', now, isEncrypting(keys)));
  const { file, bytes } = await backUp(url, target, { now, keys, check, ...(signal && { signal }) });
  if (!signal?.aborted) await saveVerification(folder, { file: basename(file), at: now, problem });
  await removeOldest(folder);
  log.info({ bytes }, 'the nightly backup is made');
  return file;
}

function aborted(signal: AbortSignal | undefined): Promise<undefined> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(undefined), { once: true }));
}

async function findProblem({ verify }: Nightly, file: string): Promise<string | undefined> {
  try {
    await verify(file);
    return undefined;
  } catch (error) {
    log.error({ err: error }, 'the nightly backup could not be restored for a try');
    return error instanceof Error ? error.message : String(error);
  }
}

export function isDue(last: Date | undefined, now: Date): boolean {
  // A backup dated in the future was made while the clock was wrong.
  if (!last || last.getTime() > now.getTime() + dayMs) return true;
  const night = new Date(now);
  night.setHours(backupHour, 0, 0, 0);
  if (night > now) night.setDate(night.getDate() - 1);
  return last < night;
}

async function lastBackup(folder: string): Promise<Date | undefined> {
  const newest = (await nightlyFiles(folder)).at(-1);
  return newest ? (await stat(join(folder, newest))).mtime : undefined;
}

/** Oldest first, since their names are their times; those of former versions end in `.backup`. */
async function nightlyFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^nightly-.*\.(?:zip|zip\.age|backup)$/.test(name)).sort();
}

async function hasUsers(connectionString: string): Promise<boolean> {
  const { rowCount } = await withClient({ connectionString }, (client) => client.query('SELECT FROM users LIMIT 1'));
  return rowCount === 1;
}

/** Keeps backups that were made by a command. */
async function removeOldest(folder: string): Promise<void> {
  for (const name of (await nightlyFiles(folder)).slice(0, -maxKept)) await rm(join(folder, name), { force: true });
}

async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder).catch(() => [])).filter((name) => /^\.nightly-.*\.tmp(?:\.age)?$/.test(name));
  for (const name of drafts) await rm(join(folder, name), { force: true });
}
