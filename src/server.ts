import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { config as readEnvFile } from 'dotenv';
import { createApp } from './app.ts';
import { backupFolder } from './backup/backupFiles.ts';
import { backupKeys } from './backup/encryption.ts';
import { startNightlyBackups } from './backup/nightly.ts';
import { verifyBackup } from './backup/verify.ts';
import { type Config, loadConfig } from './config.ts';
import { printable } from './core/operatorError.ts';
import { removeLeftFiles } from './core/temporaryFiles.ts';
import { connect, poolSize } from './db/client.ts';
import { joinDatabase, openDatabase } from './db/open.ts';
import { adaptToPooler, connectTo } from './db/pooler.ts';
import { waitForBackground } from './http/background.ts';
import { log, setLogLevel } from './log/log.ts';
import { startJobRunner } from './server/jobs/jobRunner.ts';
import { browserUrl, closeGracefully, listen, serverPort } from './server/listen.ts';
import { exitOnUncaught } from './server/processErrors.ts';
import { startSentry } from './server/sentry.ts';
import { onShutdown, shutDown, shutDownOn } from './server/shutdown.ts';
import { runStartupTasks } from './server/startupTasks.ts';
import { startWebProcesses } from './server/webProcesses.ts';

/** One connection listens for new jobs. */
const jobConnections = 1;

try {
  readEnvFile({ quiet: true });
  const isJobWorker = process.argv[2] === 'worker';
  await (!cluster.isPrimary ? startWebProcess(loadConfig(process.env)) : isJobWorker ? startJobWorker() : start());
} catch (error) {
  console.error(printable(error));
  await shutDown();
  process.exit(1);
}

/** Opens the database, then serves in this process or, with WEB_CONCURRENCY above 1, in several. */
async function start(): Promise<void> {
  shutDownOn(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const config = loadConfig(process.env);
  await setUpErrorReporting(config);
  const { url, notice, close } = await openDatabase(config);
  await removeLeftFiles();
  onShutdown(close);
  if (!config.databaseUrl) {
    const folder = backupFolder(config.dataDir);
    onShutdown(startNightlyBackups({ url, folder, keys: backupKeys(process.env), verify: verifyBackup }));
  }
  const port = config.workers === 1 ? await serve(config, url) : await serveInProcesses(config, url);
  const notices = [...(notice ? [notice] : []), ...(await runStartupTasks(config, url))];
  announce(config, `Mini CRM is ready: ${browserUrl(config.host, port)}`, notices);
}

/** Only does the jobs of the queue, beside web processes with JOBS_IN=worker. */
async function startJobWorker(): Promise<void> {
  shutDownOn(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const config = loadConfig(process.env);
  await setUpErrorReporting(config);
  const { url, notice, close } = await joinDatabase(config);
  onShutdown(close);
  const database = connect(url, { size: poolSize(1) + jobConnections });
  onShutdown(database.close);
  onShutdown(startJobRunner({ database, databaseUrl: url, config }));
  announce(config, 'The worker of Mini CRM is ready.', notice ? [notice] : []);
}

function announce({ production }: Config, ready: string, notices: string[]): void {
  if (production) log.info(ready);
  else console.log(ready);
  for (const notice of notices) production ? log.warn(notice) : console.log(notice);
  log.flush();
}

/** A web process stops only when the primary tells it: Ctrl-C in a terminal reaches the whole process group. */
async function startWebProcess(config: Config): Promise<void> {
  shutDownOn(['SIGTERM']);
  process.on('SIGINT', () => {}).on('SIGHUP', () => {});
  await setUpErrorReporting(config);
  if (config.databaseUrl) await adaptToPooler(connectTo(config.databaseUrl));
  await serve(config, config.openedDatabaseUrl ?? '');
}

async function setUpErrorReporting({ production, sentryDsn }: Config): Promise<void> {
  setLogLevel(production);
  exitOnUncaught();
  await startSentry(sentryDsn);
}

async function serve(config: Config, databaseUrl: string): Promise<number> {
  const doesJobs = config.jobsIn === 'web';
  const size = poolSize(config.workers) + (doesJobs ? jobConnections : 0);
  const database = connect(databaseUrl, { size });
  onShutdown(database.close);
  onShutdown(() => waitForBackground({ isShutdown: true }));
  const stopJobs = doesJobs ? startJobRunner({ database, databaseUrl, config }) : async () => {};
  onShutdown(stopJobs);
  const server = await listen(createApp({ config, database }), config);
  // A slow request must not use up the time in which jobs end their step.
  onShutdown(async () => void (await Promise.all([closeGracefully(server), stopJobs()])));
  return serverPort(server);
}

async function serveInProcesses({ workers }: Config, databaseUrl: string): Promise<number> {
  const { port, stop } = await startWebProcesses(fileURLToPath(import.meta.url), workers, databaseUrl);
  onShutdown(stop);
  return port;
}
