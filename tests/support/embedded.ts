// Embedded servers for tests: folders for them, processes that own them, and taking down whatever is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, type QueryResultRow } from 'pg';
import { existingClusterPaths } from '../../src/db/embedded/clusterPaths.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';
import type { SystemUser } from '../../src/db/embedded/systemUser.ts';
import { endProcess } from './endProcess.ts';

/** Followed by the process id of the test run. */
const testFolderPrefix = 'mini-crm-test-';

export interface Holder {
  child: ChildProcess;
  /** The address of its server, or its error. */
  line: Promise<string>;
}

/** A new folder that any user may enter; removeDataOfKilledRuns finds it if the run is killed. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `${testFolderPrefix}${process.pid}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Another process that starts the embedded server, as another user if wished. */
export function holdElsewhere(dataDir: string, account: SystemUser = {}, root = process.cwd()): Holder {
  const script = join(root, 'tests', 'support', 'holdEmbedded.ts');
  const env = { PATH: process.env['PATH'], TMPDIR: tmpdir() };
  const options = { ...account, cwd: root, env };
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, line: once(createInterface(child.stdout), 'line').then(([line]) => line) };
}

/** Ends it and waits for that: SIGTERM stops its server, SIGKILL leaves it running. */
export function end({ child }: Holder, signal: NodeJS.Signals): Promise<void> {
  return endProcess(child, signal);
}

/** One query on a connection of its own. */
export async function ask<Row extends QueryResultRow>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  return (await client.query<Row>(sql).finally(() => client.end())).rows;
}

/** Kills the server of a data folder, if one runs, and removes the folder and a cluster outside it. */
export function removeData(dataDir: string): void {
  const paths = existingClusterPaths(dataDir);
  const running = paths && runningPostmaster(paths.cluster);
  if (running) process.kill(running.pid, 'SIGQUIT');
  for (const folder of paths ? [paths.home, dataDir] : [dataDir]) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Removes the folders and servers of test runs that were killed. */
export function removeDataOfKilledRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(testFolderPrefix))) {
    const pid = Number.parseInt(name.slice(testFolderPrefix.length), 10);
    if (!isAlive(pid)) removeData(join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  return process.platform === 'linux' ? existsSync(`/proc/${pid}`) : canSignal(pid);
}

function canSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
