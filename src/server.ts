import 'dotenv/config';
import { createServer, type Server } from 'node:http';
import { createApp } from './app.ts';
import { type Config, loadConfig, SettingError } from './config.ts';
import { connect } from './db/client.ts';
import { openDatabase } from './db/open.ts';
import { log } from './http/log.ts';

const drainMs = 10_000;

try {
  await serve(loadConfig(process.env));
} catch (error) {
  // One sentence for what the operator can mend; a stack only for our own bugs.
  console.error(isPlain(error) ? error.message : error);
  process.exit(1);
}

async function serve(config: Config): Promise<void> {
  const opened = await openDatabase(config);
  const database = connect(opened.url);
  const server = createServer(createApp({ config, database }));
  stopOnSignal(async () => {
    await drained(server);
    await database.close();
    await opened.close();
  });
  try {
    await listening(server, config);
  } catch (error) {
    await opened.close();
    throw error;
  }
  console.log(`Mini CRM is ready: ${addressOf(server, config)}`);
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

/** Ctrl-C or SIGTERM: answers what is under way, then stops what it started. A second signal stops at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
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
