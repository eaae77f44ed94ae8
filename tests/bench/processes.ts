// What processes cost, as Linux counts it in /proc.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Stat {
  pid: number;
  parent: number;
  /** Its own. */
  ticks: number;
  /** Of children that have ended. */
  endedTicks: number;
}

/** Children of a process, not theirs in turn. */
export function childrenOf(pid: number): number[] {
  return allStats()
    .filter(({ parent }) => parent === pid)
    .map((stat) => stat.pid);
}

/** Milliseconds of processor time that a process and all its children, ended ones too, have used. */
export function cpuMs(pid: number): number {
  let ticks = 0;
  for (const stat of allStats()) {
    if (stat.pid === pid) ticks += stat.ticks + stat.endedTicks;
    if (stat.parent === pid) ticks += stat.ticks;
  }
  return (ticks * 1000) / ticksPerSecond;
}

/** Bytes of memory that a process holds. */
export function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function allStats(): Stat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).flatMap((pid) => statOf(pid) ?? []);
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the numbers follow it.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (n) => fields[n],
    );
    return { pid, parent, ticks: user + system, endedTicks: endedUser + endedSystem };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
