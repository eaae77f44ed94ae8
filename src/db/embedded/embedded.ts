import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, type ClusterOptions, databaseUrl, prepareCluster, removeUnfinished } from './cluster.ts';
import { existingClusterPaths, writePathNote } from './clusterPaths.ts';
import { isLastUser, joinSession, type LockSession, takeAppLock } from './lock.ts';
import { beginStop, stopServer } from './postgresServer.ts';
import { runningPostmaster } from './postmaster.ts';
import { rotateLog } from './serverLog.ts';
import { toOperatorError } from './startErrors.ts';

export { AlreadyRunningError } from './startErrors.ts';

export interface EmbeddedServer {
  url: string;
  stop(): Promise<void>;
}

const rotateLogEveryMs = 3_600_000;

/** Starts or takes over the cluster and owns it until `stop()`. @throws AlreadyRunningError, else OperatorError */
export function startEmbedded(dataDir: string, how: Partial<ClusterOptions> = {}): Promise<EmbeddedServer> {
  return withPlainErrors(dataDir, async () => {
    const cluster = await prepareCluster(dataDir, how);
    const session = await takeAppLock(cluster);
    writePathNote(cluster.paths);
    await removeUnfinished(cluster.paths);
    return ownServer(cluster, session);
  });
}

/** For command-line tools: shares a running server or starts one. `stop()` stops it unless somebody else uses it. */
export function joinEmbedded(dataDir: string): Promise<EmbeddedServer> {
  return withPlainErrors(dataDir, async () => {
    const cluster = await prepareCluster(dataDir);
    const session = await joinSession(cluster);
    writePathNote(cluster.paths);
    return { url: databaseUrl(cluster.paths, session.port), stop: callOnce(() => leaveServer(cluster, session)) };
  });
}

export function embeddedUrl(dataDir: string): string | undefined {
  const paths = existingClusterPaths(dataDir);
  const running = paths && runningPostmaster(paths.cluster);
  return paths && running?.status === 'ready' ? databaseUrl(paths, running.port) : undefined;
}

async function withPlainErrors<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toOperatorError(resolve(dataDir), error);
  }
}

function ownServer(cluster: Cluster, session: LockSession): EmbeddedServer {
  const keeper = keepLock(cluster, session);
  const bounding = setInterval(() => rotateLog(cluster.paths.log), rotateLogEveryMs).unref();
  const atExit = () => beginStop(cluster);
  const stop = callOnce(async () => {
    clearInterval(bounding);
    await keeper.stop(() => stopServer(cluster));
    process.off('exit', atExit);
  });
  process.on('exit', atExit);
  return { url: databaseUrl(cluster.paths, session.port), stop };
}

function keepLock(cluster: Cluster, { client, port }: LockSession) {
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

async function leaveServer(cluster: Cluster, session: LockSession): Promise<void> {
  if (await isLastUser(session)) await stopServer(cluster);
  await session.client.end().catch(() => {});
}

function callOnce(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
