import { createServer, type Server } from 'node:http';
import { config as readEnvFile } from 'dotenv';
import { createApp } from './app.ts';
import { type Config, loadConfig, SettingError } from './config.ts';
import { connect } from './db/client.ts';
import { openDatabase } from './db/open.ts';
import { log } from './http/log.ts';

const drainMs = 10_000;

/** What was started so far, in the order to stop it: the last first. */
const started: (() => Promise<void>)[] = [];
stopOnSignal();

try {
  readEnvFile({ quiet: true });
  await serve(loadConfig(process.env));
} catch (error) {
  // One sentence for what the operator can mend; a stack only for our own bugs.
  console.error(isPlain(error) ? error.message : error);
  await stopAll();
  process.exit(1);
}

async function serve(config: Config): Promise<void> {
  const opened = await openDatabase(config);
  started.unshift(opened.close);
  const database = connect(opened.url);
  started.unshift(database.close);
  const server = createServer(createApp({ config, database }));
  await listening(server, config);
  started.unshift(() => drained(server));
  console.log(`Mini CRM is ready: ${addressOf(server, config)}`);
}

async function stopAll(): Promise<void> {
  for (const stop of started.splice(0)) await stop();
}

function listening(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(plainListenError(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function plainListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program; stop it or set PORT to another number.`,
    EACCES: `This user may not listen on port ${port}; set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `This machine has no address ${host}; change the setting HOST.`,
    ENOTFOUND: `The setting HOST names an unknown address: ${host}.`,
  };
  const reason = error.code && reasons[error.code];
  return reason ? new SettingError(reason) : error;
}

function addressOf(server: Server, { host }: Config): string {
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : '';
  const shown = ['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host;
  return `http://${shown}:${port}/`;
}

/** Ctrl-C or SIGTERM: answers what is under way, then stops what was started. A second signal stops at once. */
function stopOnSignal(): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stopAll().then(() => process.exit(0), failed);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
}

function failed(error: unknown): never {
  log.error({ err: error }, 'stopping failed');
  process.exit(1);
}

function drained(server: Server): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function isPlain(error: unknown): error is Error {
  return error instanceof Error && (error instanceof SettingError || 'plain' in error);
}
