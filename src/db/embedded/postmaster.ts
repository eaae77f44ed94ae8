// Whether a PostgreSQL runs on a cluster: what its postmaster.pid says, and whether that is still true.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Postmaster {
  pid: number;
  port: number;
  /** As PostgreSQL writes it: `starting`, `ready`, `stopping`; empty in the first milliseconds. */
  status: string;
}

/** No process has it (Linux ends at 2^22), so PostgreSQL takes a lock file with it for a left-over. */
const impossiblePid = 2 ** 31 - 2;

/** The server that runs on the cluster now. A left-over postmaster.pid whose number another program got is not one. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const found = readPidFile(cluster);
  return found && isServerOf(cluster, found.pid) ? found : undefined;
}

/**
 * After a power cut the recorded process number may belong to any program, and PostgreSQL would then refuse to start.
 * Only the number is made impossible; the shared-memory key stays, so PostgreSQL still checks that nobody is attached.
 */
export function disownReusedPid(cluster: string): void {
  const found = readPidFile(cluster);
  if (!found || !isAlive(found.pid) || isServerOf(cluster, found.pid)) return;
  const path = join(cluster, 'postmaster.pid');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^-?\d+/, String(impossiblePid)));
}

/** Killed in the instant of making it, PostgreSQL leaves an empty file and then refuses to start, for fear of a second start. */
export function removeEmptyPidFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const isEmpty = statSync(path, { throwIfNoEntry: false })?.size === 0;
  const isStarting = [...commandLines().values()].some((command) => command.includes(`-D ${cluster} `));
  if (isEmpty && !isStarting) rmSync(path, { force: true });
}

/** The name PostgreSQL puts into the titles of its processes, by which they are found. */
export function clusterName(cluster: string): string {
  return `mini-crm-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`;
}

/** Ends sessions that outlive a postmaster which was killed: they are busy with a query nobody waits for. */
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

/** A zombie has no command line and counts as gone. Where there is no way to look, being alive has to do. */
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

/** Sends a signal; a process that ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone.
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
