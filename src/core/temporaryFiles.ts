import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const named = /^mini-crm-(\d+)-[\da-f-]{36}$/;

/** A name in the system's temporary folder that contains the process id. */
export function temporaryName(): string {
  return `mini-crm-${process.pid}-${randomUUID()}`;
}

/** Removes files of killed processes. Call it before this process creates any. */
export async function removeLeftFiles(folder = tmpdir()): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(named.exec(name)?.[1]);
    if (pid > 0 && hasEnded(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** In a container every start has the same process id, so a file with our id is from an earlier start. */
function hasEnded(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
