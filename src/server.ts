import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { config as readEnvFile } from 'dotenv';
import { createApp } from './app.ts';
import { type Config, loadConfig, SettingError } from './config.ts';
import { connect } from './db/client.ts';
import { openDatabase } from './db/open.ts';
import { addressOf, drained, listen, portOf } from './server/listening.ts';
import { stopAll, stopLater, stopOn } from './server/stopping.ts';
import { startWorkers } from './server/workers.ts';

try {
  readEnvFile({ quiet: true });
  await (cluster.isPrimary ? start() : work(loadConfig(process.env)));
} catch (error) {
  // One sentence for what the operator can mend; a stack only for our own bugs.
  console.error(isPlain(error) ? error.message : error);
  await stopAll();
  process.exit(1);
}

/** Opens the database, then serves in this process or, with WEB_CONCURRENCY, in several that this one looks after. */
async function start(): Promise<void> {
  stopOn(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const config = loadConfig(process.env);
  const { url, close } = await openDatabase(config);
  stopLater(close);
  const port = config.workers === 1 ? await serve(config, url) : await serveByWorkers(config, url);
  console.log(`Mini CRM is ready: ${addressOf(config.host, port)}`);
}

/** A worker is told to stop by the primary alone: Ctrl-C in a terminal reaches the whole group. */
async function work(config: Config): Promise<void> {
  stopOn(['SIGTERM']);
  process.on('SIGINT', () => {}).on('SIGHUP', () => {});
  await serve(config, config.databaseUrl ?? '');
}

async function serve(config: Config, databaseUrl: string): Promise<number> {
  const database = connect(databaseUrl);
  stopLater(database.close);
  const server = await listen(createApp({ config, database }), config);
  stopLater(() => drained(server));
  return portOf(server);
}

async function serveByWorkers({ workers }: Config, databaseUrl: string): Promise<number> {
  const { port, stop } = await startWorkers(fileURLToPath(import.meta.url), workers, databaseUrl);
  stopLater(stop);
  return port;
}

function isPlain(error: unknown): error is Error {
  return error instanceof Error && (error instanceof SettingError || 'plain' in error);
}
