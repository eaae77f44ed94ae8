import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const named = /^mini-crm-(\d+)-[\da-f-]{36}$/;

/** For a file or folder in the system's temporary folder, by which its process is known. */
export function temporaryName(): string {
  return `mini-crm-${process.pid}-${randomUUID()}`;
}

/** Removes what processes that were killed left. Called before this one has made anything of that kind. */
export async function removeLeftFiles(folder = tmpdir()): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(named.exec(name)?.[1]);
    if (pid > 0 && hasEnded(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** In a container each start has the same number, so a file of our number is of a former one. */
function hasEnded(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
