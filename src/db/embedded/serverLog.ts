import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const maxLogBytes = 1_000_000;

/** Moves a log over 1 MB to `….1`. PostgreSQL keeps the file open and continues at its new end. */
export function rotateLog(log: string): void {
  if (logSize(log) <= maxLogBytes) return;
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
}

export function logSize(log: string): number {
  return statSync(log, { throwIfNoEntry: false })?.size ?? 0;
}

/** The fatal error in the log since `from` (in bytes), or else everything since then. */
export function readFailure(log: string, from: number): string {
  const text = readFrom(log, from);
  return /(?:FATAL|PANIC): {2}(.*)/.exec(text)?.[1] ?? text;
}

function readFrom(log: string, from: number): string {
  // The folder of a server that was thrown away may be gone before its process has ended.
  if (!existsSync(log)) return '';
  const file = openSync(log, 'r');
  const buffer = Buffer.alloc(Math.max(0, logSize(log) - from));
  readSync(file, buffer, 0, buffer.length, from);
  closeSync(file);
  return buffer.toString('utf8');
}
