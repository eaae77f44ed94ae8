// The nightly backup of the embedded database: made in the one process that owns it.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient } from '../db/withClient.ts';
import { log } from '../log/log.ts';
import { backUp } from './backup.ts';
import { fileName } from './backupFiles.ts';

interface Nightly {
  url: string;
  /** Where the backups are kept. */
  folder: string;
}

/** The hour of the night, by the machine's clock. */
const dueHour = 3;
const kept = 14;
const everyMs = 5 * 60_000;
/** After one that failed: a full disk is not filled further every five minutes. */
const againMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** The start and the first pages go before. */
const firstMs = 30_000;

/** Looks soon and then every five minutes whether a backup is due. Returns how to stop; one that is under way is given up. */
export function startNightly(nightly: Nightly, first = firstMs): () => Promise<void> {
  const stopping = new AbortController();
  let notBefore = 0;
  const look = async () => {
    const now = new Date();
    if (now.getTime() < notBefore) return;
    await backUpIfDue(nightly, now, stopping.signal).catch((error) => {
      notBefore = now.getTime() + againMs;
      if (!stopping.signal.aborted)
        log.error({ err: error }, 'the nightly backup failed; it is tried again in an hour');
    });
  };
  let looking = Promise.resolve();
  const lookNext = () => {
    looking = looking.then(look);
  };
  const timers = [setTimeout(lookNext, first).unref(), setInterval(lookNext, everyMs).unref()];
  return async () => {
    stopping.abort();
    for (const timer of timers) clearTimeout(timer);
    await looking;
  };
}

/** Makes one if the last is from before the latest three o'clock at night and there is anybody's data. Returns its file. */
export async function backUpIfDue(nightly: Nightly, now: Date, signal?: AbortSignal): Promise<string | undefined> {
  const { url, folder } = nightly;
  if (!isDue(await lastBackup(folder), now) || !(await hasUsers(url))) return undefined;
  await removeDrafts(folder);
  const { file, bytes } = await backUp(url, join(folder, fileName('nightly', now)), { now, ...(signal && { signal }) });
  await removeOldest(folder);
  log.info({ bytes }, 'the nightly backup is made');
  return file;
}

/** A night in which the machine was off is made up for when it is on again. */
export function isDue(last: Date | undefined, now: Date): boolean {
  // In the future: the clock was wrong then.
  if (!last || last.getTime() > now.getTime() + dayMs) return true;
  const night = new Date(now);
  night.setHours(dueHour, 0, 0, 0);
  if (night > now) night.setDate(night.getDate() - 1);
  return last < night;
}

async function lastBackup(folder: string): Promise<Date | undefined> {
  const newest = (await namesIn(folder)).at(-1);
  return newest ? (await stat(join(folder, newest))).mtime : undefined;
}

/** Oldest first: their names are their times. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^nightly-.*\.backup$/.test(name)).sort();
}

async function hasUsers(connectionString: string): Promise<boolean> {
  const { rowCount } = await withClient({ connectionString }, (client) => client.query('SELECT FROM users LIMIT 1'));
  return rowCount === 1;
}

/** Those that the nightly backup made, never those somebody asked for. */
async function removeOldest(folder: string): Promise<void> {
  for (const name of (await namesIn(folder)).slice(0, -kept)) await rm(join(folder, name), { force: true });
}

/** What a process that was killed left. */
async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder).catch(() => [])).filter((name) => /^\.nightly-.*\.tmp$/.test(name));
  for (const name of drafts) await rm(join(folder, name), { force: true });
}
