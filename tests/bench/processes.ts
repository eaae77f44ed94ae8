// CPU time and memory of processes, from Linux' /proc.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Stat {
  pid: number;
  parent: number;
  /** CPU time of the process itself. */
  ticks: number;
  /** CPU time of its ended children. */
  endedTicks: number;
}

/** Direct children of a process. */
export function childPids(pid: number): number[] {
  return allStats()
    .filter(({ parent }) => parent === pid)
    .map((stat) => stat.pid);
}

/** CPU time in milliseconds of a process and its children, including ended ones. */
export function cpuMs(pid: number): number {
  let ticks = 0;
  for (const stat of allStats()) {
    if (stat.pid === pid) ticks += stat.ticks + stat.endedTicks;
    if (stat.parent === pid) ticks += stat.ticks;
  }
  return (ticks * 1000) / ticksPerSecond;
}

/** Resident memory of a process in bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function allStats(): Stat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).flatMap((pid) => readStat(pid) ?? []);
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may contain anything; the numbers follow it.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (n) => fields[n],
    );
    return { pid, parent, ticks: user + system, endedTicks: endedUser + endedSystem };
  } catch {
    // The process has ended in the meantime.
    return undefined;
  }
}
