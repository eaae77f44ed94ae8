import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { config as readEnvFile } from 'dotenv';
import { createApp } from './app.ts';
import { backupsIn } from './backup/backupFiles.ts';
import { startNightly } from './backup/nightly.ts';
import { type Config, loadConfig } from './config.ts';
import { printable } from './core/operatorError.ts';
import { connect, poolSizeOf } from './db/client.ts';
import { openDatabase } from './db/open.ts';
import { log, logEverything } from './log/log.ts';
import { backgroundDone } from './mail/background.ts';
import { addressOf, drained, listen, portOf } from './server/listen.ts';
import { endOnFault } from './server/processErrors.ts';
import { startPruning } from './server/pruning.ts';
import { startSentry } from './server/sentry.ts';
import { stopAll, stopLater, stopOn } from './server/shutdown.ts';
import { seeToDatabase } from './server/startupTasks.ts';
import { startWorkers } from './server/workers.ts';

try {
  readEnvFile({ quiet: true });
  await (cluster.isPrimary ? start() : work(loadConfig(process.env)));
} catch (error) {
  console.error(printable(error));
  await stopAll();
  process.exit(1);
}

/** Opens the database, then serves in this process or, with WEB_CONCURRENCY, in several that this one looks after. */
async function start(): Promise<void> {
  stopOn(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const config = loadConfig(process.env);
  await watchOver(config);
  const { url, close } = await openDatabase(config);
  stopLater(close);
  stopLater(startPruning(url));
  if (!config.databaseUrl) stopLater(startNightly({ url, folder: backupsIn(config.dataDir) }));
  const port = config.workers === 1 ? await serve(config, url) : await serveByWorkers(config, url);
  const notices = await seeToDatabase(config, url);
  const ready = `Mini CRM is ready: ${addressOf(config.host, port)}`;
  if (config.production) log.info(ready);
  else console.log(ready);
  for (const notice of notices) config.production ? log.warn(notice) : console.log(notice);
  log.flush();
}

/** A worker is told to stop by the primary alone: Ctrl-C in a terminal reaches the whole group. */
async function work(config: Config): Promise<void> {
  stopOn(['SIGTERM']);
  process.on('SIGINT', () => {}).on('SIGHUP', () => {});
  await watchOver(config);
  await serve(config, config.openedDatabaseUrl ?? '');
}

async function watchOver({ production, sentryDsn }: Config): Promise<void> {
  logEverything(production);
  endOnFault();
  await startSentry(sentryDsn);
}

async function serve(config: Config, databaseUrl: string): Promise<number> {
  const database = connect(databaseUrl, { size: poolSizeOf(config.workers) });
  stopLater(database.close);
  stopLater(backgroundDone);
  const server = await listen(createApp({ config, database }), config);
  stopLater(() => drained(server));
  return portOf(server);
}

async function serveByWorkers({ workers }: Config, databaseUrl: string): Promise<number> {
  const { port, stop } = await startWorkers(fileURLToPath(import.meta.url), workers, databaseUrl);
  stopLater(stop);
  return port;
}
