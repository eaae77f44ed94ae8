// PostgreSQL's log file, kept small although PostgreSQL has it open all the time.
import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const maxLogBytes = 1_000_000;

/** Moves a log over 1 MB aside to `….1`. PostgreSQL appends, so it goes on at the beginning of the emptied file. */
export function rotateLog(log: string): void {
  if (logSize(log) <= maxLogBytes) return;
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
}

/** The length in bytes; 0 without a file. */
export function logSize(log: string): number {
  return statSync(log, { throwIfNoEntry: false })?.size ?? 0;
}

/** What was written since `from`: the message of the fatal error in it, else the whole. */
export function readFailure(log: string, from: number): string {
  const text = readFrom(log, from);
  return /(?:FATAL|PANIC): {2}(.*)/.exec(text)?.[1] ?? text;
}

function readFrom(log: string, from: number): string {
  const file = openSync(log, 'r');
  const buffer = Buffer.alloc(Math.max(0, logSize(log) - from));
  readSync(file, buffer, 0, buffer.length, from);
  closeSync(file);
  return buffer.toString('utf8');
}
