// Runs the lines of the Procfile as a host does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/core/packageRoot.ts';

export interface Running {
  child: ChildProcess;
  /** The output so far. */
  said(): string;
}

export function startLine(name: 'web' | 'release', settings: Record<string, string>): Running {
  const [, line = ''] =
    new RegExp(`^${name}: (.*)$`, 'm').exec(readFileSync(join(packageRoot, 'Procfile'), 'utf8')) ?? [];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings };
  // A process group of its own, so that npm, the shell and the app are stopped together, as in a container.
  const child = spawn('sh', ['-c', line], { cwd: packageRoot, env, detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  return { child, said: () => said };
}

export async function ended({ child }: Running): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

export async function stop(running: Running): Promise<void> {
  if (running.child.exitCode !== null || running.child.signalCode !== null) return;
  const exited = once(running.child, 'close');
  process.kill(-(running.child.pid ?? 0), 'SIGTERM');
  await exited;
}

/** Waits until the address answers 200. */
export async function answering(address: string, running: Running, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && running.child.exitCode === null) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.status === 200) return;
    await delay(100);
  }
  throw new Error(`Nothing answers at ${address}:\n${running.said()}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
