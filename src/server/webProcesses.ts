import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { heapFlags } from '../build/heapFlags.mjs';
import { OperatorError } from '../core/operatorError.ts';
import { log } from '../log/log.ts';
import { drainMs } from './listen.ts';

/** A process that dies sooner is replaced after this time, so that a fault at every start does not use up the CPU. */
const shortLifeMs = 1_000;
/** A process that still runs so long after its connections should be drained is killed. */
const killGraceMs = 1_000;

/** As many as Node.js chooses, instead of four in each process. */
const helperThreads = ['--v8-pool-size=0'];

interface WebProcesses {
  port: number;
  stop(): Promise<void>;
}

/** Starts `count` processes that share a port. @throws OperatorError when one cannot listen and has printed why */
export async function startWebProcesses(program: string, count: number, databaseUrl: string): Promise<WebProcesses> {
  cluster.setupPrimary({ exec: program, execArgv: [...process.execArgv, ...heapFlags(count), ...helperThreads] });
  // The admin area shows whether DATABASE_URL was set, so this needs a name of its own.
  const fork = () => cluster.fork({ OPENED_DATABASE_URL: databaseUrl });
  const births = new Map<number, number>();
  cluster.on('fork', (worker) => births.set(worker.id, Date.now()));
  const port = await listeningPort(fork());
  let stopping = false;
  const replace = async (worker: Worker, born: number) => {
    log.error({ worker: worker.id }, 'a web process died and is replaced');
    if (Date.now() - born < shortLifeMs) await delay(shortLifeMs);
    if (!stopping) fork();
  };
  cluster.on('exit', (worker) => {
    if (!stopping) replace(worker, births.get(worker.id) ?? 0);
    births.delete(worker.id);
  });
  await Promise.all(Array.from({ length: count - 1 }, () => listeningPort(fork())));
  return {
    port,
    stop: async () => {
      stopping = true;
      await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stopWebProcess(worker)));
    },
  };
}

async function listeningPort(worker: Worker): Promise<number> {
  const exited = once(worker, 'exit').then(() => {
    throw new OperatorError('Mini CRM could not be started.');
  });
  const [address] = await Promise.race([once(worker, 'listening'), exited]);
  exited.catch(() => {});
  return address.port;
}

async function stopWebProcess(worker: Worker): Promise<void> {
  const exited = once(worker, 'exit');
  worker.process.kill('SIGTERM');
  const hard = setTimeout(() => worker.process.kill('SIGKILL'), drainMs + killGraceMs);
  await exited;
  clearTimeout(hard);
}
