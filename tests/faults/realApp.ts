// The application as `npm start` runs it, in a process of its own, to be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { endProcess } from '../support/endProcess.ts';

export interface RealApp {
  /** Without a slash at the end. */
  address: string;
  /** From the start to the address being printed. */
  startMs: number;
  process: ChildProcess;
}

const ready = /(http:\/\/localhost:\d+)\//;

export const startScript = join(packageRoot, 'src', 'build', 'start.mjs');

/**
 * Starts it on a data folder, at a free port, with no other settings than the given. Rejects with what it said if it
 * ends instead.
 */
export async function startApp(dataDir: string, settings: Record<string, string> = {}): Promise<RealApp> {
  const began = performance.now();
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', ...settings };
  // Not in our own folder: a developer's .env stands there.
  const child = spawn(process.execPath, [startScript], { cwd: dataDir, env });
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    const address = ready.exec(line)?.[1];
    if (address) return { address, startMs: performance.now() - began, process: drained(child) };
  }
  throw new Error(`The application did not start:\n${said.join('\n')}`);
}

/** Ends it by a signal and waits until it is gone. */
export function endApp({ process: child }: RealApp, signal: NodeJS.Signals): Promise<void> {
  return endProcess(child, signal);
}

/** Nobody reads what it writes from here on; a full pipe would stop it. */
function drained(child: ChildProcess): ChildProcess {
  child.stdout?.resume();
  child.stderr?.resume();
  return child;
}
