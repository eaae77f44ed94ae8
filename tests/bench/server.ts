// A server under measurement: starts it as a process, waits until it answers, and stops it.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { endProcess } from '../support/endProcess.ts';
import { childPids } from './processes.ts';

const timeoutMs = 60_000;

export interface RunningServer {
  origin: string;
  pid: number;
  workers(): number[];
  stop(): Promise<void>;
}

/** Resolves when `path` answers 200. */
export async function startServer(
  program: string[],
  port: number,
  environment: Record<string, string>,
  path: string,
  headers: Record<string, string> = {},
): Promise<RunningServer> {
  const env = { PATH: process.env['PATH'], PORT: String(port), ...environment };
  const child = spawn(process.execPath, program, { cwd: packageRoot, env, stdio: ['ignore', 'ignore', 'inherit'] });
  // It must not outlive the benchmark.
  const atExit = () => child.kill('SIGTERM');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  const origin = `http://127.0.0.1:${port}`;
  await answers(child, origin + path, { 'x-forwarded-proto': 'https', ...headers }).catch(async (error) => {
    await endProcess(child);
    throw error;
  });
  const pid = child.pid as number;
  return { origin, pid, workers: () => childPids(pid), stop: () => endProcess(child) };
}

async function answers(child: ChildProcess, url: string, headers: Record<string, string>): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const response = await fetch(url, { headers, redirect: 'manual' }).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.status === 200) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${url} does not answer.`);
    await delay(10);
  }
}
