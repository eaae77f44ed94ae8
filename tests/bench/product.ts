import { join } from 'node:path';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { type RunningServer, startServer } from './server.ts';
import { secretKey } from './sessions.ts';

const server = join(packageRoot, 'dist', 'server.js');

/** Settings of production. One user sends more forms here than a person would, hence the high limit. */
export const productionSettings = {
  NODE_ENV: 'production',
  // Only pages are measured.
  JOBS_IN: 'worker',
  SECRET_KEY: secretKey,
  HOST: '127.0.0.1',
  SAVES_PER_MINUTE: '1000000',
};
export const proxyHeaders = { 'x-forwarded-proto': 'https' };

/** The built product. */
export function startProduct(databaseUrl: string, port: number, workers: number): Promise<RunningServer> {
  const settings = { ...productionSettings, DATABASE_URL: databaseUrl, WEB_CONCURRENCY: String(workers) };
  return startServer([server], port, settings, '/readyz');
}
