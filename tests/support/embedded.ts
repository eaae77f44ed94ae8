// Taking down embedded servers whose process is gone, and their data.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existingPlace } from '../../src/db/embedded/place.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';

/** Followed by the process id of the test run. */
export const testFolderPrefix = 'mini-crm-test-';

/** Kills the server of a data folder, if one runs, and removes the folder and a cluster outside it. */
export function removeData(dataDir: string): void {
  const place = existingPlace(dataDir);
  const running = place && runningPostmaster(place.cluster);
  if (running) process.kill(running.pid, 'SIGQUIT');
  for (const folder of place ? [place.home, dataDir] : [dataDir]) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** A run that was killed left its folder and its server. */
export function removeDataOfKilledRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(testFolderPrefix))) {
    const pid = Number.parseInt(name.slice(testFolderPrefix.length), 10);
    if (!isAlive(pid)) removeData(join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  return process.platform === 'linux' ? existsSync(`/proc/${pid}`) : canSignal(pid);
}

function canSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
