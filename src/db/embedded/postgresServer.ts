import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { OperatorError } from '../../core/operatorError.ts';
import { type Cluster, cleanEnv } from './cluster.ts';
import { memorySettings } from './memory.ts';
import {
  clusterName,
  disownReusedPid,
  endOrphans,
  removeEmptyPidFile,
  runningPostmaster,
  signal,
} from './postmaster.ts';
import { logSize, readFailure, rotateLog } from './serverLog.ts';

/** Recovery after a power cut reads up to 1 GB of log. */
const startTimeoutMs = 300_000;
const run = promisify(execFile);

const transientFailure = /postmaster\.pid" already exists|could not create any TCP\/IP sockets/;

interface Launch {
  ended: boolean;
  failure: string;
}

/** Starts PostgreSQL unless it runs. Returns its port, the wished one if that is free. */
export async function ensureRunning(cluster: Cluster, wishedPort = 0): Promise<number> {
  const deadline = Date.now() + startTimeoutMs;
  let launch: Launch | undefined;
  while (Date.now() < deadline) {
    const running = runningPostmaster(cluster.paths.cluster);
    if (running?.status === 'ready') return running.port;
    if (launch?.ended) await recoverFrom(launch, cluster);
    if (!running && launch?.ended !== false) launch = startServer(cluster, await freePort(wishedPort));
    await delay(10);
  }
  throw new OperatorError(
    `The database in ${cluster.paths.dataDir} does not get ready; its log is ${cluster.paths.log}.`,
  );
}

export async function stopServer({ paths, user, binaries }: Cluster): Promise<void> {
  const options = { ...user, cwd: '/', env: cleanEnv, windowsHide: true };
  const stop = (mode: string) =>
    run(binaries.pgCtl, ['stop', '-D', paths.cluster, '-m', mode, '-w', '-t', '60'], options);
  if (!runningPostmaster(paths.cluster)) return;
  await stop('fast').catch((error) => {
    if (runningPostmaster(paths.cluster)) throw error;
  });
}

/** Asks the server to stop without waiting, for a process that is about to exit. */
export function beginStop({ paths }: Cluster): void {
  const running = runningPostmaster(paths.cluster);
  if (running) signal(running.pid, 'SIGINT');
}

function startServer(cluster: Cluster, port: number): Launch {
  const { paths, user, binaries } = cluster;
  disownReusedPid(paths.cluster);
  rotateLog(paths.log);
  const from = logSize(paths.log);
  const log = openSync(paths.log, 'a', 0o600);
  if (user.uid !== undefined && user.gid !== undefined) fchownSync(log, user.uid, user.gid);
  const options = { ...user, cwd: '/', env: cleanEnv, detached: true, windowsHide: true };
  const child = spawn(binaries.postgres, serverArguments(cluster, port), { ...options, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return watch(child, () => readFailure(paths.log, from));
}

function watch(child: ChildProcess, readFailure: () => string): Launch {
  const launch = { ended: false, failure: '' };
  child.once('exit', () => Object.assign(launch, { ended: true, failure: readFailure() }));
  child.once('error', (error) => Object.assign(launch, { ended: true, failure: error.message }));
  return launch;
}

async function recoverFrom({ failure }: Launch, { paths }: Cluster): Promise<void> {
  if (/pre-existing shared memory block/.test(failure)) endOrphans(paths.cluster);
  else if (/postmaster\.pid" is empty/.test(failure)) removeEmptyPidFile(paths.cluster);
  else if (!transientFailure.test(failure)) throw new Error(failure);
  await delay(100);
}

function serverArguments({ paths, durable, settings: given }: Cluster, port: number): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    cluster_name: clusterName(paths.cluster),
    max_connections: 100,
    ...memorySettings(),
    random_page_cost: 1.1,
    // Our queries are too small for parallel workers and compilation, and /dev/shm is small in containers.
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    jit: 'off',
    io_method: 'sync',
    max_logical_replication_workers: 0,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The text of a failed statement may contain personal data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    ...given,
  };
  return ['-D', paths.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wished ? resolve(freePort(0)) : reject(error)));
    probe.listen(wished, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
