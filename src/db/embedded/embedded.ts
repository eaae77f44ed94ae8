// The PostgreSQL that Mini CRM brings along, for when there is no DATABASE_URL (docs/decisions/002-embedded-postgresql.md).
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, databaseUrl, prepareCluster, type Running, removeUnfinished } from './cluster.ts';
import { plainError } from './errors.ts';
import { isLast, joinSession, type Session, takeAppLock } from './lock.ts';
import { boundLog } from './log.ts';
import { existingPlace, notePlace } from './place.ts';
import { runningPostmaster } from './postmaster.ts';
import { beginStop, stopServer } from './server.ts';

export { AlreadyRunning } from './errors.ts';

export interface EmbeddedServer {
  url: string;
  /** Safe to call more than once. */
  stop(): Promise<void>;
}

const boundLogEveryMs = 3_600_000;

/**
 * Makes the cluster in `dataDir` if there is none, starts it or takes over one left running by a killed process, and owns
 * it until `stop()`. Throws `AlreadyRunning` when another process owns it; other failures are one plain sentence as well.
 * `durable: false` and `settings` (of PostgreSQL, by name) are for tests and the benchmark only.
 */
export function startEmbedded(dataDir: string, how: Partial<Running> = {}): Promise<EmbeddedServer> {
  return plainly(dataDir, async () => {
    const cluster = await prepareCluster(dataDir, how);
    const session = await takeAppLock(cluster);
    notePlace(cluster.place);
    await removeUnfinished(cluster.place);
    return own(cluster, session);
  });
}

/** For command-line tools: uses the server if it runs, else starts it; `stop()` stops it if nobody else uses it. */
export function joinEmbedded(dataDir: string): Promise<EmbeddedServer> {
  return plainly(dataDir, async () => {
    const cluster = await prepareCluster(dataDir);
    const session = await joinSession(cluster);
    notePlace(cluster.place);
    return { url: databaseUrl(cluster.place, session.port), stop: once(() => leave(cluster, session)) };
  });
}

/** The address of the server that runs on `dataDir`, read from files only; undefined when none runs. */
export function embeddedUrl(dataDir: string): string | undefined {
  const place = existingPlace(dataDir);
  const running = place && runningPostmaster(place.cluster);
  return place && running?.status === 'ready' ? databaseUrl(place, running.port) : undefined;
}

async function plainly<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw plainError(resolve(dataDir), error);
  }
}

function own(cluster: Cluster, session: Session): EmbeddedServer {
  const keeper = keepLock(cluster, session);
  const bounding = setInterval(() => boundLog(cluster.place.log), boundLogEveryMs).unref();
  const atExit = () => beginStop(cluster);
  const stop = once(async () => {
    clearInterval(bounding);
    await keeper.stop(() => stopServer(cluster));
    process.off('exit', atExit);
  });
  process.on('exit', atExit);
  return { url: databaseUrl(cluster.place, session.port), stop };
}

/** The session with the lock ends when PostgreSQL restarts itself or is killed: it is opened again, and the server started. */
function keepLock(cluster: Cluster, { client, port }: Session) {
  let stopping = false;
  let current = client;
  let regaining = Promise.resolve();
  const watch = () =>
    current.once('end', () => {
      regaining = stopping ? regaining : regain();
    });
  const regain = async () => {
    while (!stopping) {
      const session = await takeAppLock(cluster, port).catch(() => delay(500));
      if (!session) continue;
      current = session.client;
      watch();
      return;
    }
  };
  watch();
  return {
    async stop(stopServer: () => Promise<void>) {
      stopping = true;
      await regaining;
      await stopServer();
      await current.end().catch(() => {});
    },
  };
}

async function leave(cluster: Cluster, session: Session): Promise<void> {
  if (await isLast(session)) await stopServer(cluster);
  await session.client.end().catch(() => {});
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
