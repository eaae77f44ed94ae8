import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Postmaster {
  pid: number;
  port: number;
  status: string;
}

/** No process has this id, since Linux ends at 2^22. PostgreSQL treats a lock file with it as stale. */
const impossiblePid = 2 ** 31 - 2;

/** Undefined when postmaster.pid is stale. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const found = readPidFile(cluster);
  return found && isServerOf(cluster, found.pid) ? found : undefined;
}

/** After a power cut the id may belong to another program, and PostgreSQL would refuse to start. */
export function disownReusedPid(cluster: string): void {
  const found = readPidFile(cluster);
  if (!found || !isAlive(found.pid) || isServerOf(cluster, found.pid)) return;
  const path = join(cluster, 'postmaster.pid');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^-?\d+/, String(impossiblePid)));
}

/** PostgreSQL refuses to start with an empty file, which it leaves when it is killed while creating it. */
export function removeEmptyPidFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const isEmpty = statSync(path, { throwIfNoEntry: false })?.size === 0;
  const isStarting = [...commandLines().values()].some((command) => command.includes(`-D ${cluster} `));
  if (isEmpty && !isStarting) rmSync(path, { force: true });
}

export function clusterName(cluster: string): string {
  return `mini-crm-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`;
}

/** Ends sessions that outlive a killed postmaster because they are busy with a query. */
export function endOrphans(cluster: string): void {
  const title = `postgres: ${clusterName(cluster)}:`;
  for (const [pid, command] of commandLines()) {
    if (command.startsWith(title)) signal(pid, 'SIGQUIT');
  }
}

function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return pid > 0 ? { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A zombie has no command line and does not count. Where command lines cannot be read, any live process counts. */
function isServerOf(cluster: string, pid: number): boolean {
  return isAlive(pid) && (commandLine(pid)?.includes(cluster) ?? true);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // The process has ended in the meantime.
  }
}

function commandLine(pid: number): string | undefined {
  if (process.platform === 'linux') return readCommandLine(pid);
  return process.platform === 'win32' ? undefined : list('-p', String(pid)).get(pid);
}

function commandLines(): Map<number, string> {
  if (process.platform === 'win32') return new Map();
  if (process.platform !== 'linux') return list('-ax');
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return new Map(pids.map((pid) => [pid, readCommandLine(pid)]));
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function list(...which: string[]): Map<number, string> {
  const lines = execFileSync('ps', [...which, '-ww', '-o', 'pid=,command='], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return new Map(lines.map((line) => [Number.parseInt(line, 10), line.trim().replace(/^\d+\s+/, '')]));
}
