import { join } from 'node:path';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { type Running, start } from './running.ts';
import { secretKey } from './signedIn.ts';

const server = join(packageRoot, 'dist', 'server.js');

/** What whoever runs it in production sets, and what a proxy in front of it tells. One user sends more forms here than a person. */
export const production = {
  NODE_ENV: 'production',
  SECRET_KEY: secretKey,
  HOST: '127.0.0.1',
  SAVES_PER_MINUTE: '1000000',
};
export const behindProxy = { 'x-forwarded-proto': 'https' };

/** The built product. */
export function startProduct(databaseUrl: string, port: number, workers: number): Promise<Running> {
  const settings = { ...production, DATABASE_URL: databaseUrl, WEB_CONCURRENCY: String(workers) };
  return start([server], port, settings, '/readyz');
}
