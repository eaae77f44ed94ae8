import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import { OperatorError } from '../core/operatorError.ts';

export const drainMs = 10_000;
const headersMs = 30_000;
/** For a large file over a slow connection; anything else is answered after 30 seconds (src/http/requestTimeout.ts). */
const requestMs = 15 * 60_000;

/** @throws OperatorError */
export function listen(app: RequestListener, { host, port }: Config): Promise<Server> {
  const server = createServer({ headersTimeout: headersMs, requestTimeout: requestMs }, app);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(plainListenError(error, host, port)));
    server.listen(port, host, () => resolve(server));
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
  return reason ? new OperatorError(reason) : error;
}

export function closeGracefully(server: Server): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

export function serverPort(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export function browserUrl(host: string, port: number): string {
  const shown = ['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host;
  return `http://${shown}:${port}/`;
}
