import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { OperatorError } from '../core/operatorError.ts';
import { log } from '../log/log.ts';
import { drainMs } from './listen.ts';

/** One that dies sooner than this is replaced only after as long: a fault at every start must not burn the machine. */
const shortLifeMs = 1_000;

/**
 * V8 lets what is garbage lie until the heap has grown by a multiple: a worker then takes 200 to 300 MB. Collected at each
 * fifth more, it stays below 180. Four threads that help with it in every worker would only be in the way of two processors: with
 * 0 Node takes as many as there are processors, less one (docs/performance.md).
 */
const flags = ['--max-semi-space-size=8', '--heap-growing-percent=20', '--v8-pool-size=0'];

interface Workers {
  port: number;
  /** Lets them answer what is under way, then ends them. */
  stop(): Promise<void>;
}

/**
 * Starts `count` processes of `program` that share one port and the database at `databaseUrl`; one that dies is replaced.
 * Throws when one of them does not come to listen: it has said why itself.
 */
export async function startWorkers(program: string, count: number, databaseUrl: string): Promise<Workers> {
  cluster.setupPrimary({ exec: program, execArgv: [...process.execArgv, ...flags] });
  // Not as DATABASE_URL: whether that was given is for the admin area to tell.
  const fork = () => cluster.fork({ OPENED_DATABASE_URL: databaseUrl });
  const births = new Map<number, number>();
  cluster.on('fork', (worker) => births.set(worker.id, Date.now()));
  const port = await listeningPort(fork());
  let stopping = false;
  const replace = async (worker: Worker, born: number) => {
    log.error({ worker: worker.id }, 'a worker died and is replaced');
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
      await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stopWorker(worker)));
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

async function stopWorker(worker: Worker): Promise<void> {
  const exited = once(worker, 'exit');
  worker.process.kill('SIGTERM');
  const hard = setTimeout(() => worker.process.kill('SIGKILL'), drainMs + shortLifeMs);
  await exited;
  clearTimeout(hard);
}
